import { auditModule } from "../audit/module";
import { brokerModule } from "../broker/module";
import { directoryModule } from "../directory/module";
import { generationModule } from "../generation/module";
import { identitiesModule } from "../identities/module";
import type { Call } from "../kernel/call";
import type { Module } from "../kernel/module";
import type { AnyOperation, Operation } from "../kernel/operation";
import { keysModule } from "../keys/module";
import { policiesModule } from "../policies/module";
import { rotationModule } from "../rotation/module";
import { secretsModule } from "../secrets/module";
import { settingsModule } from "../settings/module";
import { tokensModule } from "../tokens/module";
import { webhooksModule } from "../webhooks/module";

/** Every room that a space's object holds. */
export const modules: readonly Module[] = [
  directoryModule,
  identitiesModule,
  tokensModule,
  settingsModule,
  policiesModule,
  auditModule,
  generationModule,
  rotationModule,
  secretsModule,
  brokerModule,
  webhooksModule,
  keysModule,
];

/** Every operation, by its name. */
export const operations: ReadonlyMap<string, AnyOperation> = new Map(
  modules.flatMap((module) => module.operations.map((operation) => [operation.name, operation])),
);

/** The one that a call names. The edge sends what it takes: `http/client.ts` types both by the operation. */
export const operationOf = ({ op }: Call): Operation<unknown, unknown> | undefined =>
  operations.get(op) as Operation<unknown, unknown> | undefined;
