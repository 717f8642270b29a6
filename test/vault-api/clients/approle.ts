import type { VaultServer } from "../../support/provided.d.ts";

/** A role with the policy `read-app`, and a way in, made by the server's own calls. */
export async function newAppRole(server: VaultServer, name: string): Promise<{ roleId: string; secretId: string }> {
  const role = `auth/approle/role/${name}`;
  await ask(server, "POST", role, { token_policies: ["read-app"], token_ttl: "10m", token_max_ttl: "1h" });
  const roleId = (await ask(server, "GET", `${role}/role-id`)).data?.role_id ?? "";
  const secretId = (await ask(server, "POST", `${role}/secret-id`, {})).data?.secret_id ?? "";
  return { roleId, secretId };
}

export const putSecret = (server: VaultServer, path: string, data: unknown) =>
  ask(server, "POST", `secret/data/${path}`, { data });

async function ask(server: VaultServer, method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.url}/v1/${path}`, {
    method,
    headers: { "x-vault-token": server.token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === "" ? {} : JSON.parse(text)) as { data?: Record<string, string> };
}
