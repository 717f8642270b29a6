import { approlesModule } from "../approles/module";
import { auditModule } from "../audit/module";
import { brokerModule } from "../broker/module";
import { cubbyholeModule } from "../cubbyhole/module";
import { directoryModule } from "../directory/module";
import { AppError } from "../errors";
import { generationModule } from "../generation/module";
import { identitiesModule } from "../identities/module";
import type { Call } from "../kernel/call";
import type { ObjectCore } from "../kernel/core";
import type { FollowupHandler } from "../kernel/followup";
import type { Hooks } from "../kernel/hooks";
import type { AnyInternal, InternalOperation } from "../kernel/internal";
import type { Job } from "../kernel/job";
import type { Module } from "../kernel/module";
import type { AnyOperation, Operation } from "../kernel/operation";
import type { SealedKind } from "../kernel/sealed";
import { keysModule } from "../keys/module";
import { policiesModule } from "../policies/module";
import { rotationModule } from "../rotation/module";
import { sealingModule } from "../sealing/module";
import { secretsModule } from "../secrets/module";
import { settingsModule } from "../settings/module";
import { tokensModule } from "../tokens/module";
import { trustsModule } from "../trusts/module";
import { vaultApiModule } from "../vault-api/module";
import { webhooksModule } from "../webhooks/module";
import { wrappingModule } from "../wrapping/module";
import { settleChanges } from "./changes";

/** Every room that a space's object holds: the one list. What webhooks send, the jobs of the others caused, so they come last. */
const modules: readonly Module[] = [
  directoryModule,
  identitiesModule,
  tokensModule,
  approlesModule,
  trustsModule,
  settingsModule,
  policiesModule,
  auditModule,
  generationModule,
  sealingModule,
  wrappingModule,
  cubbyholeModule,
  secretsModule,
  rotationModule,
  brokerModule,
  keysModule,
  vaultApiModule,
  webhooksModule,
];

const byName = <T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> => {
  const map = new Map(all.map((one) => [one.name, one]));
  if (map.size !== all.length) throw new Error("two operations have one name");
  return map;
};

/** Every operation, by its name. */
export const operations: ReadonlyMap<string, AnyOperation> = byName(modules.flatMap((module) => module.operations));

/** The one that a call names. The edge sends what it takes: `http/client.ts` types both by the operation. */
export const operationOf = ({ op }: Call): Operation<unknown, unknown> | undefined =>
  operations.get(op) as Operation<unknown, unknown> | undefined;

const internals: ReadonlyMap<string, AnyInternal> = byName(modules.flatMap((module) => module.internal ?? []));

/** The asking object sends what it takes: `kernel/internal.ts` types both by the operation. */
export const internalOf = (name: string): InternalOperation<unknown, unknown> | undefined =>
  internals.get(name) as InternalOperation<unknown, unknown> | undefined;

/** Everything that an object does by itself, in its order. */
export const jobs: readonly Job[] = [settleChanges, ...modules.flatMap((module) => module.jobs ?? [])];
/** From the top down, so that the log's checkpoints come last: a fault of theirs keeps no key waiting. */
export const sealedKinds: readonly SealedKind[] = modules.toReversed().flatMap((module) => module.sealed ?? []);
export const followupHandlers: readonly FollowupHandler[] = modules.flatMap((module) => module.followups ?? []);

export const hooks: Hooks = {
  rightsChanged: (of) => each((listening) => listening.rightsChanged?.(of)),
  settingsChanged: (ctx, changed) => each((listening) => listening.settingsChanged?.(ctx, changed)),
  identityDeleted: (ctx, id) => each((listening) => listening.identityDeleted?.(ctx, id)),
  webhookDeleted: (ctx, id) => each((listening) => listening.webhookDeleted?.(ctx, id)),
  rotationPolicyDeleted: (ctx, id, limit) => each((listening) => listening.rotationPolicyDeleted?.(ctx, id, limit)),
  usesOfGenerationPolicy: (ctx, id) =>
    Object.assign({}, ...modules.map((module) => module.hooks?.usesOfGenerationPolicy?.(ctx, id))),
};

function each(call: (listening: Partial<Hooks>) => void): void {
  for (const module of modules) if (module.hooks) call(module.hooks);
}

export function committed(core: ObjectCore): void {
  for (const module of modules) module.committed?.(core);
}

/** What was read while the work was done must not be remembered. */
export function undone(core: ObjectCore, reason: unknown): void {
  for (const module of modules) module.undone?.(core);
  // Refusals are many, and nothing reads rights anew after changing them.
  if (!(reason instanceof AppError)) hooks.rightsChanged(core);
}
