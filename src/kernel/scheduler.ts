import type { Actor } from "./actor";
import { AuditAnnotations } from "./annotations";
import type { MutationContext } from "./context";
import type { JobContext } from "./job";
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
  trustId: null,
  policyIds: null,
};

/** For the functions that verbs and the scheduler share. Its trail goes nowhere by itself. */
export const schedulerContext = (work: JobContext): MutationContext => ({
  ...work,
  ...rightsByRole(true),
  actor: SCHEDULER,
  meta: { requestId: "", ip: null, userAgent: null },
  audit: new AuditAnnotations(),
  consume: () => ({ ok: true }),
});
