import { AppError, type ErrorCode, type FaultDetails, fail } from "../errors";
import type { Context, EffectContext, QueryContext } from "../kernel/context";
import { type PathFault as SecretPathFault, pathFault as secretPathFault } from "../kernel/secret-path";
import type { ReasonWord } from "../reason-words";
import { countRead, locate, openData } from "../secrets/read";
import { secretStore } from "../secrets/store";
import { putSecret } from "../secrets/write";
import type { PathFault } from "./path-text";
import type { VaultSecret } from "./vault/client";

/**
 * Integrations of type `native`: pointers into the tenant's own secrets, in the same object and the same request. A credential is
 * itself the grant: who registers one needs the right to read the path, who resolves one does not.
 */

const NO_PRECONDITION = { ifMatch: null, ifNoneMatch: false } as const;

/** The room of secrets has words of its own for its paths. */
const PATH_WORDS: Readonly<Record<SecretPathFault, PathFault>> = {
  length: "too_long",
  characters: "characters",
  empty_segment: "path_segments",
  depth: "path_segments",
  reserved: "reserved",
};

export function nativePathFault(path: string): PathFault | undefined {
  const fault = secretPathFault(path);
  return fault && PATH_WORDS[fault];
}

/** The current value. It counts as a read of the secret. Throws AppError with a `vault_*` code. */
export async function readNative(ctx: QueryContext, path: string): Promise<VaultSecret> {
  ctx.audit.secretPath = path;
  try {
    const located = locate(ctx, path, null);
    const data = JSON.parse(await openData(ctx, located)) as Record<string, unknown>;
    countRead(ctx, located);
    return { data, version: located.version };
  } catch (e) {
    if (!(e instanceof AppError)) throw e;
    const code = readCode(ctx, path, e.failure.code);
    return fail(code, { stage: "read", path, retryable: false });
  }
}

function readCode(ctx: Context, path: string, code: ErrorCode): ErrorCode {
  if (code === "secret_expired") return "vault_secret_expired";
  // Softly deleted, as long as it could be restored.
  const until = secretStore(ctx).find(path)?.recoverableUntilMs;
  return until != null && until > ctx.now ? "vault_secret_deleted" : "vault_path_not_found";
}

export interface NativePush {
  readonly path: string;
  /** JSON text of an object of strings. */
  readonly dataJson: string;
  readonly labels: readonly (readonly [key: string, value: string])[] | undefined;
}

/**
 * A PUT of that secret, in one transaction with the audit row of the push. `done` is told the version there. Takes the right to
 * write the path.
 */
export async function pushNative(
  ctx: EffectContext,
  { path, dataJson, labels }: NativePush,
  done: (version: number) => void,
): Promise<void> {
  ctx.audit.secretPath = path;
  ctx.require("write", path);
  await secretStore(ctx).keys.ready(ctx.now);
  ctx.defer((at) => {
    const input = {
      path,
      data: dataJson,
      secretType: undefined,
      metadata: labels,
      options: {},
      precondition: NO_PRECONDITION,
    };
    done(asPush(path, () => putSecret.run(at, input).version));
  });
}

/** What the store refuses, in the words of a push. */
function asPush(path: string, put: () => number): number {
  try {
    return put();
  } catch (e) {
    if (!(e instanceof AppError)) throw e;
    const { code, details } = e.failure;
    if (code === "validation_error") return fail("invalid_request", { fields: { metadata: metadataWord(details) } });
    if (code !== "secret_exists" && code !== "secret_expired") throw e;
    return fail("vault_rejected", { stage: "write", path, reason: code, retryable: false });
  }
}

const metadataWord = (details: FaultDetails | undefined): ReasonWord => details?.fields?.metadata ?? "too_long";
