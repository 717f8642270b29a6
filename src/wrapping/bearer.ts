import type { Actor } from "../kernel/actor";
import type { Space } from "../kernel/space";
import { type WrappedRow, wrappedAnswersOf } from "./store";

/** Whoever shows a wrapping token: nobody knows who that is, and the row names the token by its accessor. */
export const WRAPPING_BEARER = "system:wrapping";

interface WrappingBearer {
  readonly actor: Actor;
  /** One for all tokens under which an answer goes one after the other: to rewrap it gives nobody a fresh one. */
  readonly bucket: string;
}

/** Undefined: the text is no wrapping token of this space. One that was used is: its operation says so, and the log keeps it. */
export function wrappingBearer(
  of: { readonly space: Space },
  token: string,
  nowMs: number,
): WrappingBearer | undefined {
  const row = wrappedAnswersOf(of).find(token, nowMs);
  return row && { actor: actorOf(of.space, row), bucket: `${WRAPPING_BEARER} ${row.firstId ?? row.id}` };
}

/** Without a scope, a role or a policy. */
const actorOf = ({ id, kind, partnerId }: Space, row: WrappedRow): Actor => ({
  identityId: WRAPPING_BEARER,
  identityType: "system",
  displayName: null,
  homeId: id,
  partnerId: kind === "partner" ? id : partnerId,
  tokenId: row.id,
  scopes: [],
  roles: [],
  groups: [],
  mfaVerifiedAtMs: null,
  tokenExpiresAtMs: row.expiresAtMs,
  trustId: null,
  policyIds: [],
});
