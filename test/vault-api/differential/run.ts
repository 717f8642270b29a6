import type { Caller, Case, Step } from "./case";
import { type Json, masked } from "./mask";

/** One of the two that are compared. */
export interface Server {
  readonly name: string;
  /** `https://host/prefix/v1/`, and a way to reach it. */
  send(path: string, init: RequestInit): Promise<Response>;
  /** An empty store, and tokens of its callers. */
  begin(): Promise<Callers>;
}
export type Callers = Readonly<Record<Exclude<Caller, "nobody">, string>>;

/** An answer as it is compared. */
export type Observed = { readonly status: number; readonly type: string | null; readonly body: Json };

/** Every answer of a case, in order. */
export async function observe(server: Server, { steps }: Case): Promise<Observed[]> {
  const callers = await server.begin();
  const kept = new Map<string, string>();
  const observed: Observed[] = [];
  for (const step of steps) {
    const response = await server.send(withKept(step.call.replace(/^\S+ ?/, ""), kept), requestOf(step, callers, kept));
    const text = await response.text();
    const body = bodyOf(text);
    for (const [name, field] of Object.entries(step.keep ?? {})) kept.set(name, textAt(body, field, step.call));
    const names = new Map([...kept].map(([name, value]) => [value, name]));
    observed.push({
      status: response.status,
      // Of nothing it is no matter.
      type: text === "" ? null : response.headers.get("content-type"),
      body: masked(body, { nowMs: Date.now(), names }),
    });
  }
  return observed;
}

function requestOf(step: Step, callers: Callers, kept: ReadonlyMap<string, string>): RequestInit {
  const method = step.call.split(" ")[0] ?? "GET";
  const token = tokenOf(step.as ?? "admin", callers, kept);
  const headers = new Headers(token === undefined ? {} : { "x-vault-token": token });
  const patch = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  const type = step.type === undefined ? patch : step.type;
  if (step.body !== undefined && type !== null) headers.set("content-type", type);
  for (const [name, value] of Object.entries(step.headers ?? {})) headers.set(name, withKept(value, kept));
  if (step.body === undefined) return { method, headers, redirect: "manual" };
  const text = typeof step.body === "string" ? step.body : JSON.stringify(step.body);
  // Bytes: a text would be sent with a content type of its own.
  return { method, headers, redirect: "manual", body: new TextEncoder().encode(withKept(text, kept)) };
}

function tokenOf(as: Caller | `$${string}`, callers: Callers, kept: ReadonlyMap<string, string>): string | undefined {
  if (as === "nobody") return undefined;
  return isCaller(as) ? callers[as] : withKept(as, kept);
}
const isCaller = (as: string): as is keyof Callers => !as.startsWith("$");

/** Also a name that nobody kept is a fault of the case, and is told. */
const withKept = (text: string, kept: ReadonlyMap<string, string>): string =>
  text.replace(/\$(\w+)/g, (_, name: string) => {
    const value = kept.get(name);
    if (value === undefined) throw new Error(`no step kept ${name}`);
    return value;
  });

function bodyOf(text: string): Json {
  if (text === "") return null;
  try {
    return JSON.parse(text, withDigits);
  } catch {
    return text; // A page, or a line: compared as it is.
  }
}

/** A number that a double can't hold, or writes otherwise, by its own digits: they are compared too. */
const withDigits = (_key: string, value: Json, context?: { readonly source?: string }): Json => {
  const digits = context?.source;
  return typeof value === "number" && digits !== undefined && digits !== String(value) ? `number ${digits}` : value;
};

function textAt(body: Json, field: string, call: string): string {
  const value = field.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], body);
  if (typeof value !== "string") throw new Error(`${call} answered without ${field}: ${JSON.stringify(body)}`);
  return value;
}
