import { ExactJson, isJsonObject } from "../http/exact-json";
import { parseGoDuration } from "./duration";
import { inputFault } from "./fault";
import { weakInteger } from "./integer";

/**
 * What a request gives, by name: of its body where it writes, of its address where it reads. Types are taken as loosely as OpenBao
 * takes them: numbers and flags may be texts. Each throws AppError invalid_request, which names the field and no value.
 */
export class Fields {
  constructor(private readonly given: ReadonlyMap<string, ExactJson>) {}

  /** JSON texts by name. */
  static of(texts: Readonly<Record<string, string>>): Fields {
    return new Fields(
      new Map(Object.entries(texts).map(([name, text]) => [name, new ExactJson(JSON.parse(text), text)])),
    );
  }

  has(name: string): boolean {
    return this.given.has(name);
  }

  names(): string[] {
    return [...this.given.keys()].toSorted();
  }

  /** Those that have one of these names. */
  only(names: readonly string[]): Fields {
    return new Fields(new Map([...this.given].filter(([name]) => names.includes(name))));
  }

  /** All of it, as JSON of an object. */
  whole(): string {
    return `{${Array.from(this.given, ([name, { text }]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
  }

  raw(name: string): ExactJson | undefined {
    return this.given.get(name);
  }

  /** Nothing, and an empty text, is 0. */
  integer(name: string): number | undefined {
    const sent = this.given.get(name);
    return sent && integerFrom(name, sent.value);
  }

  boolean(name: string): boolean | undefined {
    const sent = this.given.get(name);
    return sent && booleanFrom(name, sent.value);
  }

  /** Milliseconds. Null leaves things as they are. */
  durationMs(name: string): number | undefined {
    const value = this.given.get(name)?.value;
    if (value === undefined || value === null) return undefined;
    if (Number(value) < 0 || (typeof value === "string" && value.startsWith("-")))
      throw conversionFault(name, "a negative value");
    return parseGoDuration(value) ?? fault(name, "no duration");
  }

  text(name: string): string | undefined {
    const value = this.given.get(name)?.value;
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return fault(name, "no text");
  }

  /** A list, or one text with commas. Undefined: it is not given. */
  texts(name: string): readonly string[] | undefined {
    const value = this.given.get(name)?.value;
    if (value === undefined || value === null) return undefined;
    const list = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : fault(name, "no list");
    return list
      .map((item) => (typeof item === "string" ? item.trim() : fault(name, "no list of texts")))
      .filter((item) => item !== "");
  }

  /** A list, a number, or one text with commas. */
  integers(name: string): readonly number[] {
    const value = this.given.get(name)?.value ?? [];
    if (isJsonObject(value)) return [];
    const list: unknown[] = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [value];
    return list.map((item) => integerFrom(name, item));
  }

  /** An object, exactly. */
  object(name: string): ExactJson | undefined {
    const sent = this.given.get(name);
    if (!sent) return undefined;
    if (!isJsonObject(sent.value)) return fault(name, "no object");
    return sent.isWellFormed ? sent : fault(name, "half a character");
  }
}

/** A JSON text as a text, where OpenBao takes one loosely: a number with the digits that it has, a flag as 1 or 0. Undefined: it is none. */
export function weakText(json: string): string | undefined {
  const value: unknown = JSON.parse(json);
  if (typeof value === "number") return json;
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "string" ? value : undefined;
}

const conversionFault = (name: string, what: string) =>
  inputFault(`error converting input for field "${name}": it is ${what}`);
function fault(name: string, what: string): never {
  throw conversionFault(name, what);
}

const integerFrom = (name: string, value: unknown): number => weakInteger(value) ?? fault(name, "no whole number");

const TRUE = ["1", "t", "T", "true", "TRUE", "True"];
const FALSE = ["0", "f", "F", "false", "FALSE", "False", ""];
/** As Go's ParseBool. Undefined: it is none. */
export const parseGoBoolean = (text: string): boolean | undefined =>
  TRUE.includes(text) ? true : FALSE.includes(text) ? false : undefined;

function booleanFrom(name: string, value: unknown): boolean {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  const text = typeof value === "number" ? String(value) : value;
  return (typeof text === "string" ? parseGoBoolean(text) : undefined) ?? fault(name, "neither true nor false");
}
