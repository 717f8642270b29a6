import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { fail } from "../errors";
import type { Precondition } from "../kernel/precondition";
import type { AppEnv } from "./app-env";

/** The headers that an endpoint looks at; any other ignores both. */
export type PreconditionHeader = "If-Match" | "If-None-Match";

/** One entity tag of ours: a quoted number. What compresses an answer on the way makes a strong tag weak, so both count alike. */
const TAG = /^(?:W\/)?"(0|[1-9][0-9]{0,14})"$/;

/** Throws AppError invalid_request: a list, or no tag of ours. */
export function readPrecondition(headers: Headers, asked: readonly PreconditionHeader[]): Precondition {
  const read = (name: PreconditionHeader) => (asked.includes(name) ? headers.get(name) : null);
  const match = read("If-Match");
  const noneMatch = read("If-None-Match");
  if (noneMatch !== null && noneMatch.trim() !== "*") fail("invalid_request", { reason: "precondition" });
  return { ifMatch: match === null ? null : parseTag(match.trim()), ifNoneMatch: noneMatch !== null };
}

function parseTag(text: string): number | "*" {
  if (text === "*") return "*";
  const [, digits] = TAG.exec(text) ?? fail("invalid_request", { reason: "precondition" });
  return Number(digits);
}

/** The tag names these very bytes, so nobody on the way may change them. */
export function setETag(c: Context<AppEnv>, version: number): void {
  c.header("ETag", `"${version}"`);
  c.header("Cache-Control", "no-store, no-transform");
}

const DOCUMENTED = {
  "If-Match": z.string().optional().openapi({ description: "One quoted number, strong or weak, or `*`." }),
  "If-None-Match": z.string().optional().openapi({ description: "`*`: create only." }),
};

/** The headers as the document shows them. */
export const preconditionHeaders = (asked: readonly PreconditionHeader[]) =>
  Object.fromEntries(asked.map((name) => [name, DOCUMENTED[name]]));
