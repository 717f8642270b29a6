import type { StoredIdentity } from "../../identities/stored";
import type { Jwt } from "../jwt/decode";
import type { TrustRow } from "../tables";

/** Somebody whom a trust vouches for. */
export interface Bearer {
  readonly trust: TrustRow;
  readonly jwt: Jwt;
  readonly identityId: string;
  /** Undefined: it is made by the first exchange. */
  readonly holder: StoredIdentity | undefined;
  /** Of the tenant, held by the token alone: those that are there. */
  readonly groups: readonly string[];
  readonly mfaVerifiedAtMs: number | null;
}
