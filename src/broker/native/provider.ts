import type { EffectContext } from "../../kernel/context";
import type { Inspection, IntegrationCheck, ProviderColumns, SecretProvider } from "../provider";
import { nativePathFault } from "./paths";
import { nativePushFaults, pushNative } from "./push";
import { readNative } from "./read";

export interface NewNative {
  readonly name: string;
}

const NO_COLUMNS: ProviderColumns = {
  address: null,
  namespace: null,
  authMount: null,
  roleId: null,
  kvVersion: null,
  sealedSecretId: null,
  secretIdFormat: null,
  rootKeyId: null,
};

/**
 * Pointers into the tenant's own secrets, in the same object and the same request. A credential is itself the grant: who registers
 * one needs the right to read the path, who resolves one does not.
 */
export const nativeProvider: SecretProvider<NewNative> = {
  login: null,
  initialStatus: "healthy",
  needsLogin: () => false,
  columnsOf: () => Promise.resolve(NO_COLUMNS),
  check: (ctx) => Promise.resolve(alwaysReached(ctx)),

  pathFault: ({ path }) => nativePathFault(path),
  pathWarnings: () => [],
  requireRight(ctx, permission, path) {
    ctx.audit.secretPath = path;
    ctx.require(permission, path);
  },
  secretAt: ({ path }) => path,
  /** The tenant has one. */
  isSameStore: () => true,

  read: (ctx, { path }) => readNative(ctx, path),
  /** Reading shows nothing to anybody else, so it needs no leave of the caller's. */
  async inspect(ctx, { path }): Promise<Inspection> {
    const read = await readNative(ctx, path);
    const login = "skipped";
    return read.ok ? { login, kind: "secret", values: read.value } : { login, kind: "failed", failure: read.error };
  },
  codes: null,
  pushFaults: nativePushFaults,
  pushedPath: ({ path }) => path,
  push: pushNative,
};

/** There is nothing to log in to, and nobody to ask. */
const alwaysReached = ({ clock }: EffectContext): IntegrationCheck => ({
  ok: true,
  stage: "lookup",
  code: null,
  checkedAtMs: clock(),
  latencyMs: 0,
  tokenTtlSeconds: null,
  hint: null,
  status: null,
});
