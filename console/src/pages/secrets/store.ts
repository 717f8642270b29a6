import {
  ExactNumber,
  type ExactObject,
  exactText,
  isExactObject,
  parseExact,
} from "../../../../packages/client/src/cli/text/exact-json.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { answer, api, asked } from "../../api/client.ts";
import { ApiError } from "../../api/error.ts";
import type { Description, ListFilters, Of, SecretRecord, SecretVersion } from "./types.ts";

/** The calls to the store. All throw ApiError. */

type Schemas = components["schemas"];

const LIST = { own: "/v1/secrets", partner: "/v1/partner/secrets" } as const;
const ONE = { own: "/v1/secrets/{path}", partner: "/v1/partner/secrets/{path}" } as const;
const METADATA = { own: "/v1/secrets/metadata/{path}", partner: "/v1/partner/secrets/metadata/{path}" } as const;
const VERSIONS = { own: "/v1/secrets/{path}/versions", partner: "/v1/partner/secrets/{path}/versions" } as const;
const RESTORE = { own: "/v1/secrets/{path}/restore", partner: "/v1/partner/secrets/{path}/restore" } as const;
const ROTATE = { own: "/v1/secrets/{path}/rotate", partner: "/v1/partner/secrets/{path}/rotate" } as const;

export const listSecrets = (of: Of, query: ListFilters, signal?: AbortSignal) =>
  asked(api.GET(LIST[of], { params: { query }, signal: signal ?? null }));

/** Everything but the value. */
export const readRecord = (of: Of, path: string, signal?: AbortSignal): Promise<SecretRecord> =>
  asked(api.GET(METADATA[of], { params: { path: { path } }, signal: signal ?? null }));

export const readVersions = async (of: Of, path: string, signal: AbortSignal): Promise<readonly SecretVersion[]> =>
  (await asked(api.GET(VERSIONS[of], { params: { path: { path } }, signal }))).versions;

/** A value with the digits that its numbers were written with. */
export interface ExactValue {
  readonly version: number;
  readonly data: ExactObject;
}

/** Stands in the log as a read. Undefined: the newest version. */
export async function readValue(of: Of, path: string, version?: number): Promise<ExactValue> {
  const query = version === undefined ? {} : { version };
  const { data: text, response } = await answer(
    api.GET(ONE[of], { params: { path: { path }, query }, parseAs: "text" }),
  );
  const value = exactValueIn(text);
  if (value !== undefined) return value;
  const requestId = response.headers.get("x-request-id");
  throw new ApiError({ status: response.status, code: "unexpected_answer", message: "", requestId, details: {} });
}

function exactValueIn(text: string): ExactValue | undefined {
  let whole: ReturnType<typeof parseExact>;
  try {
    whole = parseExact(text);
  } catch {
    // The fault names a line of a text that nobody sees.
    return undefined;
  }
  if (!isExactObject(whole)) return undefined;
  const [data, version] = [whole.get("data"), whole.get("version")];
  return isExactObject(data) && version instanceof ExactNumber ? { data, version: Number(version.text) } : undefined;
}

/** Which version the write follows; null: there is none yet. */
export type Follows = number | null;

const preconditionOf = (follows: Follows) =>
  follows === null ? { "If-None-Match": "*" } : { "If-Match": `"${follows}"` };

export async function putValue(of: Of, path: string, data: ExactObject, rest: Description, follows: Follows) {
  const params = { path: { path }, header: preconditionOf(follows) };
  const body = { ...rest, data: {} };
  return (await asked(api.PUT(ONE[of], { params, body, bodySerializer: () => bodyWith("data", data, rest) }))).version;
}

export const patchRecord = (of: Of, path: string, body: Schemas["PatchSecret"], follows: number) =>
  asked(api.PATCH(ONE[of], { params: { path: { path }, header: { "If-Match": `"${follows}"` } }, body }));

/** `data` undefined: the server makes the value. */
export function rotateSecret(of: Of, path: string, given: { data?: ExactObject; reason?: string }, follows: number) {
  const { data, reason } = given;
  const params = { path: { path }, header: { "If-Match": `"${follows}"` } };
  const body = reason === undefined ? {} : { reason };
  const bodySerializer = () => (data === undefined ? JSON.stringify(body) : bodyWith("new_value", data, body));
  return asked(api.POST(ROTATE[of], { params, body, bodySerializer }));
}

/** `permanent`: nothing of it can be restored. */
export const deleteSecret = (of: Of, path: string, permanent: boolean) =>
  asked(api.DELETE(ONE[of], { params: { path: { path }, query: permanent ? { permanent } : {} } }));
/** One version, so that it can be restored, or for good. */
export const deleteVersion = (of: Of, path: string, version: number, permanent: boolean) =>
  asked(api.DELETE(ONE[of], { params: { path: { path }, query: { version, ...(permanent && { permanent }) } } }));

/** A secret that was deleted, or one version of one that is there. */
export const restore = (of: Of, path: string, version?: number) =>
  asked(api.POST(RESTORE[of], { params: { path: { path }, query: version === undefined ? {} : { version } } }));

/** The body with a value as it was written: the language's own numbers would lose digits. */
function bodyWith(name: string, data: ExactObject, rest: object): string {
  const others = JSON.stringify(rest).slice(1);
  return `{${JSON.stringify(name)}:${exactText(data)}${others === "}" ? "" : ","}${others}`;
}
