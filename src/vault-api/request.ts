import type { Context } from "hono";
import { parseUtf8 } from "../crypto/encoding";
import { AppError } from "../errors";
import type { AppEnv } from "../http/app-env";
import type { IncomingBody } from "../http/body";
import { ExactJson, isJsonObject } from "../http/exact-json";
import { scanJson } from "../http/json-scan";
import { compactJson, membersOf } from "../kernel/json-text";
import { inputFault } from "./fault";
import { Fields, parseGoBoolean } from "./fields";

/** What is done at an address. A list and a scan are a GET with a parameter, because the verb LIST never reaches a Worker. */
export type Verb = "read" | "list" | "scan" | "write" | "patch" | "delete";

export interface VaultRequest {
  readonly c: Context<AppEnv>;
  readonly verb: Verb;
  readonly params: Readonly<Record<string, string>>;
  /** The caller's own, as it was sent. */
  readonly token: string;
  readonly fields: Fields;
  /** For how long the answer is to be kept, in milliseconds; null: it is given as it is. */
  readonly wrapTtlMs: number | null;
  /** Told with the answer, where it has room for them. */
  readonly warnings: string[];
}

const MAX_DEPTH = 32;

/** Throws AppError invalid_request for a list that is also a scan. Undefined: no verb of this interface. */
export function verbOf(c: Context<AppEnv>): Verb | undefined {
  switch (c.req.method) {
    case "GET":
    case "HEAD":
      return c.req.url.includes("?") ? readVerb(new URL(c.req.url).searchParams) : "read";
    case "POST":
    case "PUT":
      return "write";
    case "PATCH":
      return "patch";
    case "DELETE":
      return "delete";
    default:
      return undefined;
  }
}

function readVerb(query: URLSearchParams): Verb {
  const isList = flagIn(query, "list");
  const isScan = flagIn(query, "scan");
  if (isList && isScan) throw new AppError({ code: "invalid_request", message: "list and scan exclude each other" });
  return isList ? "list" : isScan ? "scan" : "read";
}

function flagIn(query: URLSearchParams, name: string): boolean {
  const flag = parseGoBoolean(query.get(name) ?? "");
  if (flag === undefined) throw inputFault(`the parameter ${name} is neither true nor false`);
  return flag;
}

/** Parameters of the address that say how it is meant, and are no fields. */
const OF_THE_VERB = ["list", "scan", "help"];

export function queryFields(url: string): Fields {
  if (!url.includes("?")) return new Fields(new Map());
  const query = new URL(url).searchParams;
  const given = new Map<string, ExactJson>();
  for (const name of new Set(query.keys())) {
    const [value = "", ...more] = query.getAll(name);
    if (more.length > 0) throw inputFault("a parameter of the address is there twice");
    if (!OF_THE_VERB.includes(name)) given.set(name, new ExactJson(value, JSON.stringify(value)));
  }
  return new Fields(given);
}

/** The body's type is not looked at: `curl -d` says that it is a form. No body is an empty one. Throws AppError. */
export async function bodyFields(body: IncomingBody): Promise<Fields> {
  const bytes = await body.bytes();
  const text = textOf(bytes);
  if (text.trim() === "") return new Fields(new Map());
  const value = parsed(text);
  if (value === null) return new Fields(new Map());
  if (!isJsonObject(value)) throw inputFault("failed to decode JSON input: it is no object");
  const { refused } = scanJson(text, MAX_DEPTH);
  if (refused) throw inputFault(`failed to decode JSON input: ${REFUSED[refused.reason]}`);
  const members = membersOf(compactJson(text));
  return new Fields(
    new Map(members.map(({ key, value: own }) => [key, new ExactJson((value as Record<string, unknown>)[key], own)])),
  );
}

const REFUSED = { too_deep: "it is nested too deeply", duplicate_key: "a key is there twice" } as const;

function textOf(bytes: Uint8Array): string {
  try {
    return parseUtf8(bytes).replace(/^\ufeff/, "");
  } catch {
    throw inputFault("failed to decode JSON input: it is no UTF-8");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw inputFault("failed to decode JSON input");
  }
}

const MERGE_PATCH = "application/merge-patch+json";

/** Merge patch is the one type that a patch may have; its absence is a fault of the form. */
export function requireMergePatch(contentType: string | undefined): void {
  if (contentType === undefined || contentType.trim() === "") throw inputFault("mime: no media type");
  const [type = ""] = contentType.split(";");
  if (type.trim().toLowerCase() !== MERGE_PATCH)
    throw new AppError({ code: "unsupported_media_type", message: `PATCH requires Content-Type of ${MERGE_PATCH}` });
}
