import type { Actor } from "./actor";
import { type Context, Trail } from "./context";
import type { WorkContext } from "./job";
import { rightsByRole } from "./rights";

/** Who acts when nobody asked: it needs no policy. */
const SCHEDULER: Actor = {
  identityId: "system:scheduler",
  identityType: "system",
  displayName: null,
  homeId: null,
  partnerId: null,
  tokenId: null,
  scopes: [],
  roles: [],
  groups: [],
  mfaVerifiedAtMs: null,
  tokenExpiresAtMs: null,
};

/** For the functions that verbs and the scheduler share. Its trail goes nowhere by itself. */
export const schedulerContext = (work: WorkContext): Context => ({
  ...work,
  ...rightsByRole(true),
  actor: SCHEDULER,
  meta: { requestId: "", ip: null, userAgent: null },
  trail: new Trail(),
  spend: () => ({ ok: true }),
});
