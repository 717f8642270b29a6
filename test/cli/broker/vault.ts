import { inject } from "vitest";
import { giveAppRole } from "../../../scripts/openbao.mjs";

/** The real OpenBao of this run, if there is one. */
export function realVault() {
  const vault = inject("migrationVault");
  if (vault === null) return undefined;
  const api = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly data: Record<string, string> }> => {
    const answer = await fetch(`${vault.url}/v1/${path}`, {
      method,
      headers: { "X-Vault-Token": vault.token },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return JSON.parse(text === "" ? "{}" : text);
  };
  return { url: vault.url, api, giveRole: async () => await giveAppRole({ api }, { role: `cli-${process.pid}` }) };
}
