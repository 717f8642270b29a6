import { z } from "@hono/zod-openapi";
import { edgeConfig } from "../../edge-config";
import { word } from "../../http/faults";
import { Timestamp } from "../../http/fields";
import { opaqueFault } from "../opaque-text";
import { brokerName, checked, page } from "../schemas";
import { cdpUrlFault, endpointFault, hasPlace, sessionTextFault } from "./endpoint";
import { BROWSER_CODES, BROWSER_STAGES } from "./outcome";
import type { BrowserAuth } from "./socket-order";

// --- fields ---

const AUTHS = ["none", "url", "bearer"] as const satisfies readonly BrowserAuth[];

/** Two points, or one, would be taken for a way up the path. */
const apiKey = checked((text) => (text === "." || text === ".." ? "path_segments" : opaqueFault(text, 1024)), {
  minLength: 1,
  maxLength: 1024,
}).openapi({ description: "Kept sealed, never given out.", writeOnly: true });
const newApiKey = apiKey.openapi({
  description: "Kept sealed, never given out. Needed with `url` and `bearer`, not taken with `none`.",
});

const endpoint = checked((text) => endpointFault(text, edgeConfig().outboundAllow), {
  maxLength: 2048,
  example: "wss://browsers.acme.example/connect",
}).openapi({
  description:
    "A socket (`wss://`), or a server whose `/json/version` names one (`https://`). `{apiKey}` and `{session}` may stand for a whole segment of the path or a whole value of the query.",
});

/** What stands for `{session}` in one call. */
export const session = checked(sessionTextFault, { minLength: 1, maxLength: 512 });
/** A socket that the caller names itself. */
export const cdpUrl = checked((text) => cdpUrlFault(text, edgeConfig().outboundAllow), { maxLength: 2048 });

// --- bodies ---

interface Given {
  readonly endpoint: string;
  readonly auth?: BrowserAuth | undefined;
  readonly apiKey?: string | undefined;
}

const isForUrl = ({ endpoint }: Given): boolean => hasPlace(endpoint, "apiKey");
/** How the key travels, where the body does not say: at its place in the address, else as a bearer. */
export const authOf = ({ endpoint, auth, apiKey }: Given): BrowserAuth => {
  if (auth !== undefined) return auth;
  if (isForUrl({ endpoint })) return "url";
  return apiKey === undefined ? "none" : "bearer";
};

/** Told together with faults of the other keys, so these run where zod would stop after those. */
const together = (path: keyof Given, reason: "required" | "unsupported", allowed?: readonly BrowserAuth[]) => ({
  error: word(reason),
  path: [path],
  ...(allowed ? { params: { allowed } } : {}),
  when: ({ value }: { readonly value: unknown }) => isGiven(value),
});
const isGiven = (value: unknown): value is Given =>
  typeof value === "object" &&
  value !== null &&
  "endpoint" in value &&
  typeof value.endpoint === "string" &&
  (!("auth" in value) || [...AUTHS, undefined].some((auth) => auth === value.auth));

/** A key that has a place in the address travels there, and in no other way. */
const fits = (body: Given): boolean => isForUrl(body) === (authOf(body) === "url");

const isKeyless = (body: Given): boolean => authOf(body) === "none";

export const BrowserBody = z
  .strictObject({
    name: brokerName,
    endpoint,
    auth: z.enum(AUTHS).optional().openapi({
      description:
        "How the key travels: `url` just where the endpoint has `{apiKey}`. Default: `url` there, else `bearer` where there is a key, else `none`.",
    }),
    apiKey: newApiKey.optional(),
  })
  .refine((body) => fits(body) || !isForUrl(body), together("auth", "unsupported", ["url"]))
  .refine((body) => fits(body) || isForUrl(body), together("auth", "unsupported", ["none", "bearer"]))
  .refine((body) => !fits(body) || isKeyless(body) || body.apiKey !== undefined, together("apiKey", "required"))
  .refine((body) => !isKeyless(body) || body.apiKey === undefined || !fits(body), together("apiKey", "unsupported"))
  .openapi("CreateBrowser");
export const RotateBody = z.strictObject({ apiKey }).openapi("RotateApiKey");
export const RenameBody = z.strictObject({ name: brokerName }).openapi("RenameBrowser");
export const BrowserTestBody = z.strictObject({ session: session.optional() }).openapi("TestBrowser");

// --- queries ---

export const browsersQuery = z.strictObject(page);

// --- answers ---

export const Browser = z
  .strictObject({
    id: z.string().openapi({ format: "uuid" }),
    name: z.string(),
    endpoint: z.string(),
    auth: z.enum(AUTHS),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .openapi("Browser");

export const BrowserTested = z
  .strictObject({
    ok: z.boolean(),
    stage: z.enum(BROWSER_STAGES),
    code: z.enum(BROWSER_CODES).nullable(),
    product: z.string().nullable(),
    protocolVersion: z.string().nullable(),
    pages: z.int().nullable(),
    checkedAt: Timestamp,
    latencyMs: z.int(),
  })
  .openapi("TestedBrowser");
