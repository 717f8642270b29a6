import { sha256Hex } from "../../crypto/digest";
import { AppError, fail } from "../../errors";
import { hasScope } from "../../kernel/actor";
import type { EffectContext } from "../../kernel/context";
import { newUuid } from "../../kernel/deployment";
import { effect } from "../../kernel/operation";
import type { SignInRequest } from "../../sign-in/drive/ports";
import { type BrowserChoice, socketOrderOf } from "../browsers/choice";
import type { SocketOrder } from "../browsers/socket-order";
import { findPointer, type Pointer } from "../credentials/queries";
import { rolesOf } from "../field-map";
import { providerOf } from "../providers";
import { endIfAbandoned } from "./end";
import { loginPause } from "./login-pause";
import { type Begun, viewOf } from "./run";
import { authenticationStore } from "./store";
import type { AuthenticationRow } from "./tables";
import { newestTold } from "./walk";

/** What a caller says of a run: all but what the credential says. */
export type RunWish = Omit<SignInRequest, "allowedDomains" | "has">;
export interface Begin {
  readonly id: string;
  readonly browser: BrowserChoice;
  readonly wish: RunWish;
  /** `Idempotency-Key`; null: none was given. */
  readonly key: string | null;
}

/** What a run may take besides the time in which it waits for a person. */
const WORK_MS = 120_000;
/** Until an object that says nothing any more is given up. */
const GRACE_MS = 30_000;

/** The run exists, durably, before anything is sent anywhere. Its object is told by whoever asked for this. */
export const beginAuthentication = effect({
  name: "authentications.begin",
  scope: "credentials:authenticate",
  category: "broker_use",
  action: null,
  failedAction: "credential.authentication_failed",
  reach: "tenant",
  async run(ctx, { id, browser, wish, key }: Begin): Promise<Begun> {
    requireSocketScope(ctx, browser);
    const pointer = await findPointer(ctx, id, "use");
    const body = JSON.stringify([browser, wish]);
    const isSame = (row: AuthenticationRow) => row.bodyHash === bodyHashOf(row.id, body);
    const keyHash = key === null ? null : keyHashOf(ctx, pointer.credential.id, key);
    const known = keyHash === null ? undefined : authenticationStore(ctx).known(keyHash, isSame, ctx.now);
    if (known) return { view: viewOf(await endIfAbandoned(ctx, known)), order: null };
    const socket = await socketOrderOf(ctx, browser);
    // A person who signs in is what a pause waits for.
    if (wish.mode !== "prompt_user") await requireNoPause(ctx, pointer);
    await endIfAbandoned(ctx, authenticationStore(ctx).liveOf(pointer.credential.id));
    const row = rowOf(ctx, pointer, socket, wish, keyHash);
    const begun = await authenticationStore(ctx).begin({ ...row, bodyHash: bodyHashOf(row.id, body) }, isSame);
    if (begun.id !== row.id) return { view: viewOf(begun), order: null };
    const { allowedDomains, fieldMap } = pointer.credential;
    const request = { ...wish, allowedDomains, has: rolesOf(fieldMap) };
    const order = { tenantId: ctx.space.id, id: row.id, credentialId: row.credentialId, socket, request };
    return { view: viewOf(begun), order };
  },
});

/** Who brings the browser can read it, so that takes the right to the values themselves. Throws AppError insufficient_scope. */
export function requireSocketScope({ actor }: EffectContext, browser: BrowserChoice): void {
  if ("cdpUrl" in browser && !hasScope(actor, "credentials:use"))
    fail("insufficient_scope", { required_scope: "credentials:use" });
}

function rowOf(
  ctx: EffectContext,
  { credential }: Pointer,
  { browserId }: SocketOrder,
  { mode, pauseTimeoutMs }: RunWish,
  keyHash: string | null,
): AuthenticationRow {
  const { identityId, identityType, tokenId, homeId, trustId } = ctx.actor;
  return {
    id: newUuid(ctx, ctx.now),
    credentialId: credential.id,
    browserId,
    beginner: { identityId, identityType, tokenId, homeId, trustId, meta: ctx.meta },
    access: credential.access,
    mode,
    status: "running",
    verdict: null,
    code: null,
    details: null,
    host: null,
    matchedPattern: null,
    steps: [],
    usedTotp: false,
    vaultVersion: null,
    leases: 0,
    startedAtMs: ctx.now,
    endedAtMs: null,
    endsByMs: ctx.now + WORK_MS + pauseTimeoutMs + GRACE_MS,
    keyHash,
    bodyHash: null,
  };
}

/** A value that is newer than the one that the site refused ends the pause; to know that, the store is asked. Throws AppError login_paused. */
async function requireNoPause(ctx: EffectContext, { credential, integration }: Pointer): Promise<void> {
  const pause = loginPause(await newestTold(ctx.db, credential.id, ctx.now), credential.updatedAtMs, ctx.now);
  if (!pause) return;
  if (pause.vaultVersion !== null) {
    const read = await providerOf(integration).read(ctx, { integration, path: credential.vaultPath });
    if (read.ok && read.value.version !== null && read.value.version > pause.vaultVersion) return;
  }
  throw new AppError({ code: "login_paused", retryAfter: Math.ceil((pause.untilMs - ctx.now) / 1000) });
}

/** A key is one of its identity's own, for this credential. */
const keyHashOf = ({ actor: { homeId, identityId } }: EffectContext, credentialId: string, key: string): string =>
  sha256Hex(JSON.stringify([homeId, identityId, credentialId, key]));

/** With the run's id, which nobody knew before: what a body held can't be looked up by its hash. */
const bodyHashOf = (runId: string, body: string): string => sha256Hex(JSON.stringify([runId, body]));
