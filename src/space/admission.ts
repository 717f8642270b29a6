import { type Details, type Failure, refuse } from "../errors";
import { type Actor, hasScope, isOperator } from "../kernel/actor";
import type { Call, RateState } from "../kernel/call";
import type { Requirements } from "../kernel/operation";
import { rateLimited } from "../kernel/rate-limit";
import { kindOfSpace, type Space } from "../kernel/space";
import type { Authenticated, KnownStranger } from "./authn/scheme";
import { authenticate } from "./authn/schemes";
import type { AdmissionParts } from "./parts";

/** A refusal, with the identity that its audit row names and the row's action where that is not the operation's. */
interface Refusal {
  readonly ok: false;
  readonly error: Failure;
  readonly actor?: KnownStranger["actor"];
  readonly action?: KnownStranger["action"] | "tenant_refused";
  readonly extra?: Details;
  /** What it leaves besides its row; false: it leaves no row either. */
  readonly note?: () => boolean;
  readonly secretPath?: string | null;
}
export type Admission = ({ readonly ok: true; readonly actor: Actor } | Refusal) & { readonly rate?: RateState };

/** Steps 2 to 5 of the order of checks: authentication, rate limit, target space, scope. */
export function admit(parts: AdmissionParts, operation: Requirements, call: Call, nowMs: number): Admission {
  const known = authenticate(parts.core, operation, call, { nowMs, isUnderWay: call.isCounted === true });
  if (!known.ok) return asRefused(parts, operation, known, nowMs);
  if (!call.isCounted) known.takeUse?.();
  const { actor } = known;
  const isFree = call.delegated || call.isCounted || isOperator(actor);
  const bucket = known.bucket ?? actor.identityId;
  const taken = isFree ? undefined : parts.limiter.consume(bucket, operation.category, nowMs);
  const rate = taken?.rate ? { rate: taken.rate } : {};
  if (taken && !taken.ok) return { ok: false, error: rateLimited(operation.category, taken), ...rate };
  return { ...authorize(parts, operation, call, actor), ...rate };
}

/** Whoever guesses is nobody whose bucket could be taken from: those who guess at the same thing share one. */
export function asRefused(
  { limiter }: AdmissionParts,
  operation: Requirements,
  refusal: Extract<Authenticated, { ok: false }>,
  nowMs: number,
): Refusal {
  const { guess, ...told } = refusal;
  if (!guess) return told;
  const category = guess.category ?? operation.category;
  const taken = limiter.consume(guess.bucket, category, nowMs);
  return taken.ok ? told : { ok: false, error: rateLimited(category, taken) };
}

/** What a dead token's holder may add to the log is limited like what a live one may do. */
export const mayRecord = (
  { limiter }: AdmissionParts,
  { action, actor }: Omit<Refusal, "ok">,
  nowMs: number,
): boolean => action !== "auth_refused" || limiter.consume(`dead ${actor?.tokenId}`, "auth", nowMs).ok;

/** Without the rate limit: what a mutation repeats inside its transaction, because a revocation may have come between. */
export function admitAgain(parts: AdmissionParts, operation: Requirements, call: Call, nowMs: number): Admission {
  const known = authenticate(parts.core, operation, call, { nowMs, isUnderWay: true });
  return known.ok ? authorize(parts, operation, call, known.actor) : known;
}

function authorize(parts: AdmissionParts, operation: Requirements, call: Call, actor: Actor): Admission {
  const misplaced = checkTarget(parts.core.space, operation, call, actor);
  if (misplaced) return misplaced;
  const isOwn = operation.allowsOwnToken === true && actor.tokenId !== null && actor.tokenId === call.object;
  if (operation.scope !== null && !isOwn && !hasScope(actor, operation.scope))
    return { ...refuse("insufficient_scope", { required_scope: operation.scope }), actor };
  if (isMisrouted(parts.core.space, operation, actor)) return { ...refuse("internal_error"), actor };
  if (parts.file.isNearlyFull && !makesRoom(actor)) return { ...refuse("service_unavailable", FULL), actor };
  return { ok: true, actor };
}

const FULL: Details = { reason: "storage_full" };
/** Deletions, the retention and exports are theirs; the operator lets somebody in where nobody else can. */
const makesRoom = (actor: Actor): boolean => isOperator(actor) || hasScope(actor, "admin");

/** No client asks for this: what a partner shares lies in its own object, where a tenant's identities reach nothing else. */
const isMisrouted = (space: Space, { reach }: Requirements, actor: Actor): boolean =>
  reach === "partner"
    ? space.kind !== "partner"
    : space.kind === "partner" && actor.homeId !== space.id && !isOperator(actor);

function checkTarget(space: Space, operation: Requirements, call: Call, actor: Actor): Refusal | undefined {
  if (isOperator(actor)) {
    if (space.kind === "operator" && operation.reach !== "home") {
      // What was named has not the form of a space's id, or it would have been asked itself.
      if (call.named !== null) return refuse("tenant_not_found", { id: "?" });
      if (operation.reach !== "any") return refuse("invalid_request", { reason: "tenant_required" });
    }
  } else {
    const foreign = !call.delegated && operation.reach !== "home" && call.named !== null && call.named !== space.id;
    if (foreign) return { ...refuseForeign(call.named), actor };
    if (space.status === "suspended") return { ...refuse("tenant_access_denied", { reason: "suspended" }), actor };
  }
  if (operation.reach === "tenant" && space.kind !== "tenant")
    return refuse("invalid_request", { reason: "tenant_required" });
  return undefined;
}

/** The same answer whether or not the space exists. The log keeps the id that was asked for, if it is one at all. */
export function refuseForeign(named: string | null): Omit<Refusal, "actor"> {
  const asked = named !== null && kindOfSpace(named) ? named : "?";
  return {
    ...refuse("tenant_access_denied", { reason: "foreign" }),
    action: "tenant_refused",
    extra: { requested: asked },
  };
}
