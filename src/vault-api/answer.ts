import type { Context } from "hono";
import type { AppEnv } from "../http/app-env";
import { jsonAnswer } from "./dialect";

/** What a route answers. Texts are JSON, so that a value stays letter for letter what was stored. */
export interface VaultAnswer {
  /** 200 unless it is said; 204 has no body. */
  readonly status?: number;
  readonly data?: string | undefined;
  readonly auth?: string;
  /** Seconds: when a client should read anew; 0: nobody knows. */
  readonly leaseDuration?: number;
  readonly warnings?: readonly string[];
  /** Of the token, or the secret id, that was made: an answer that is wrapped tells it. */
  readonly accessor?: string;
  /** Of a login: the new token itself, on whose behalf the answer is wrapped. */
  readonly token?: string;
  /** An envelope that was kept, given out as it is, under this request's id. */
  readonly kept?: string;
  readonly wrapInfo?: string;
  /** The members of `data` stand at the top as well: clients of some routes read them there. */
  readonly isFlat?: true;
}
/** What kind of mount answers, as newer clients of Vault read it. */
export type MountType = "kv" | "token" | "approle" | "jwt" | "kubernetes" | "system" | "cubbyhole";

export const NO_CONTENT: VaultAnswer = { status: 204 };

export interface Told extends VaultAnswer {
  readonly requestId: string;
  readonly mountType: MountType;
}

/** The envelope, in the order of keys that OpenBao has; `mount_type`, which is Vault's, comes last. */
export function envelope(told: Told): string {
  const { requestId, data, auth, leaseDuration = 0, warnings = [], mountType, wrapInfo, isFlat } = told;
  const above = isFlat && data !== undefined && data !== "{}" ? [data.slice(1, -1)] : [];
  const members = [
    ...above,
    `"lease_id":""`,
    `"renewable":false`,
    `"lease_duration":${leaseDuration}`,
    `"data":${data ?? "null"}`,
    `"wrap_info":${wrapInfo ?? "null"}`,
    `"warnings":${warnings.length > 0 ? JSON.stringify(warnings) : "null"}`,
    `"auth":${auth ?? "null"}`,
    `"mount_type":${JSON.stringify(mountType)}`,
  ];
  return `${headOf(requestId)},${members.join(",")}}`;
}

/** The id stands first, so that an envelope that was kept can be given out under another one. */
const headOf = (requestId: string): string => `{"request_id":${JSON.stringify(requestId)}`;

/** An answer as it is kept: without an id. */
export const textToKeep = (told: Told): string => envelope({ ...told, requestId: "" });

export function answerOf(c: Context<AppEnv>, told: Told): Response {
  if (told.status === 204) return c.body(null, 204);
  const { kept, requestId } = told;
  // What stands for another answer has no id, as in OpenBao.
  const text =
    kept === undefined
      ? envelope(told.wrapInfo === undefined ? told : { ...told, requestId: "" })
      : headOf(requestId) + kept.slice(headOf("").length);
  return jsonAnswer(c, text, told.status ?? 200);
}
