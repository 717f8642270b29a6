import type { BodyOf } from "../calls/types.ts";
import { localFault } from "../errors.ts";
import type { Bought } from "./bought.ts";

/** Signing in as clients of Vault do: by AppRole, with a role id and a secret id. */
export interface VaultOptions {
  readonly roleId: string;
  /** Or what gives it, asked anew for each login. Absent: the role needs none. */
  readonly secretId?: string | (() => string | Promise<string>) | undefined;
}

/** Asks for a token without having one. */
export type Login = (
  body: BodyOf<"post", "/v1/auth/approle/login">,
) => Promise<{ readonly token: string; readonly created_at: string; readonly expires_at: string | null }>;

/** How to log in once. Throws PosternError `invalid_option`, and what the server answers: `authentication_required` for ids that open nothing. */
export function loginBy({ roleId, secretId }: VaultOptions, login: Login): () => Promise<Bought> {
  if (roleId === "") throw localFault("invalid_option", "vault.roleId is empty");
  return async () => {
    const given = typeof secretId === "function" ? await secretId() : secretId;
    const body = { role_id: roleId, ...(given === undefined ? {} : { secret_id: given }) };
    const { token, created_at, expires_at } = await login(body);
    // Both by the server's clock, so that it does not matter how this one goes.
    return { token, lifeMs: expires_at === null ? null : Date.parse(expires_at) - Date.parse(created_at) };
  };
}
