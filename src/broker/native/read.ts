import { AppError, type ErrorCode, ok, type Result, refuse } from "../../errors";
import type { Context, QueryContext } from "../../kernel/context";
import { countRead, locateValue, openValue } from "../../secrets/read";
import { isPathTaken, secretStore } from "../../secrets/store";
import type { SecretValues } from "../provider";

/** The current value. It counts as a read of the secret. */
export async function readNative(ctx: QueryContext, path: string): Promise<Result<SecretValues>> {
  ctx.audit.secretPath = path;
  try {
    const located = locateValue(ctx, path, null);
    const data = JSON.parse(await openValue(ctx, located)) as Record<string, unknown>;
    countRead(ctx, located);
    return ok({ data, version: located.version });
  } catch (e) {
    if (!(e instanceof AppError)) throw e;
    return refuse(readCode(ctx, path, e.failure.code), { stage: "read", path, retryable: false });
  }
}

function readCode(ctx: Context, path: string, code: ErrorCode): ErrorCode {
  if (code === "secret_expired") return "vault_secret_expired";
  const secret = secretStore(ctx).find(path);
  // One of which only metadata was written has no version that could be deleted.
  const hasVersions = secret !== undefined && secret.version > 0 && isPathTaken(secret, ctx.now);
  return hasVersions ? "vault_secret_deleted" : "vault_path_not_found";
}
