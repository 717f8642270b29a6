import { type CliError, usageError } from "../shell/exit.ts";
import { formFault } from "./secret-path.ts";

/** Which value of which secret is meant. */
export interface Reference {
  readonly path: string;
  /** A key of the value's outermost object. Null: all of them. */
  readonly field: string | null;
  /** From 1. Null: the current one. */
  readonly version: number | null;
}

/** May stand before a reference, and makes one recognisable among other texts: no path has two slashes in a row. */
export const SCHEME = "pst://";

const FORM = "PATH, PATH#FIELD, PATH@VERSION or PATH#FIELD@VERSION";

/**
 * Reads `PATH[#FIELD][@VERSION]` and `PATH[@VERSION][#FIELD]`. The path ends at the first `#`, which no path has. A last `@` with nothing but
 * digits behind it is the version's, of the path as of the field: one that belongs to a name is written `%40`. `%` and two hexadecimal
 * digits stand for that character of ASCII everywhere; a field's name may have any other `%` as it is. Throws CliError, exit 2.
 */
export function parseReference(text: string): Reference {
  const body = text.startsWith(SCHEME) ? text.slice(SCHEME.length) : text;
  const hash = body.indexOf("#");
  const first = hash < 0 ? split(body) : split(body.slice(0, hash));
  const path = requirePath(unescaped(first.name));
  if (hash < 0) return { path, field: null, version: first.version };
  const second = split(body.slice(hash + 1));
  if (first.version !== null && second.version !== null)
    throw malformed("it has two versions: an @ that belongs to the field's name is written %40");
  const field = requireField(unescaped(second.name));
  return { path, field, version: first.version ?? second.version };
}

/** The shortest text that `parseReference` reads as this, without the scheme. */
export function formatReference({ path, field, version }: Reference): string {
  const named = field === null ? escaped(path) : `${escaped(path)}#${escaped(field)}`;
  return version === null ? named : `${named}@${version}`;
}

/** A path without field and version, for what is done to a secret as a whole. Throws CliError, exit 2. */
export function parsePath(text: string): string {
  const { path, field, version } = parseReference(text);
  if (field === null && version === null) return path;
  throw malformed("this command takes a path alone: an @ that belongs to it is written %40");
}

function split(text: string): { readonly name: string; readonly version: number | null } {
  const [, name = "", digits] = /^(.*?)(?:@(\d+))?$/su.exec(text) ?? [];
  if (digits === undefined) return { name, version: null };
  const version = Number(digits);
  if (digits.startsWith("0") || !Number.isSafeInteger(version)) throw malformed("a version is a whole number from 1");
  return { name, version };
}

const unescaped = (text: string): string =>
  text.replaceAll(/%([0-7][0-9a-f])/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** What would be read as something else: an escape, and the `@` of what would be a version. */
const escaped = (text: string): string => text.replaceAll(/%(?=[0-7][0-9a-f])/giu, "%25").replace(/@(?=\d+$)/u, "%40");

/** The rule of the server, told before anything is asked. */
function requirePath(path: string): string {
  const fault = formFault(path);
  if (fault !== null) throw malformed(fault);
  return path;
}

function requireField(field: string): string {
  if (field === "") throw malformed("there is no field behind the #");
  if (/\p{Cc}/u.test(field)) throw malformed("a field's name has no control characters");
  return field;
}

/** The text is not repeated: somebody may have put a token into the wrong place. */
const malformed = (why: string): CliError => usageError(`this is no reference to a secret: ${why}`, FORM);
