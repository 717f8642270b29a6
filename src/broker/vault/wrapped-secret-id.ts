import { AppError, unwrap } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import { configOf } from "../../kernel/deployment";
import { parseAnswer, readCreationPath, readSecretId } from "./answers";
import { callVault, sendWithRepeats } from "./call";
import { badAnswer, failureOf, type Place, UNWRAP, vaultFailure } from "./codes";
import { lockoutGuard } from "./lockout-guard";
import { loginTarget, pausedLogin } from "./session/login";
import type { SessionCall } from "./session/rpc";

/**
 * A secret id that comes wrapped: nobody between the vault and this service sees it, and a wrapping token that somebody used on the way
 * tells of it here. It is looked up before it is used, so that what belongs to somebody else stays wrapped.
 */
export type RolePlace = Pick<SessionCall, "address" | "namespace" | "authMount" | "roleId">;

const LOOKUP: Place = { stage: "unwrap", path: "sys/wrapping/lookup" };

/**
 * The secret id that a wrapping token stands for, which is used up by that. Nothing is unwrapped where the login that has to follow
 * would not be sent. Throws AppError: `vault_wrap_used`, `vault_wrap_foreign`, and the codes of a login.
 */
export async function unwrapSecretId(ctx: EffectContext, at: RolePlace, wrappingToken: string): Promise<string> {
  const { outboundAllow: allow } = configOf(ctx);
  const permitted = lockoutGuard(ctx).check(unwrap(loginTarget(at, allow)));
  if (!permitted.ok) throw new AppError(pausedLogin(at, permitted.error.retryAfter));
  const ask = async (place: Place, token: string | undefined, body: object): Promise<unknown> => {
    const call = { method: "POST", path: place.path, body: JSON.stringify(body), ...(token ? { token } : {}) } as const;
    const answer = await sendWithRepeats("POST", () => callVault({ ...at, allow }, call));
    if (answer.kind === "answer" && answer.status === 200) return parseAnswer(answer.body);
    throw new AppError(failureOf(answer, place));
  };
  const creationPath = readCreationPath(await ask(LOOKUP, undefined, { token: wrappingToken }));
  if (creationPath === undefined) throw new AppError(badAnswer(LOOKUP, 200));
  if (!isSecretIdOf(at, creationPath)) throw new AppError(vaultFailure("vault_wrap_foreign", LOOKUP));
  const secretId = readSecretId(await ask(UNWRAP, wrappingToken, {}));
  if (secretId === undefined) throw new AppError(badAnswer(UNWRAP, 200));
  return secretId;
}

/** Whose role it is, the token does not tell: the login does. */
function isSecretIdOf({ authMount }: RolePlace, creationPath: string): boolean {
  const start = `auth/${authMount}/role/`;
  const end = "/secret-id";
  if (!creationPath.startsWith(start) || !creationPath.endsWith(end)) return false;
  const role = creationPath.slice(start.length, -end.length);
  return role !== "" && !role.includes("/");
}
