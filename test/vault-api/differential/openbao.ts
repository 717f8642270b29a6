import { vi } from "vitest";
import { ownBao } from "../../support/openbao";
import { PATIENCE_MS } from "../../support/patience";
import type { Server } from "./run";

const EVERYTHING = `path "*" { capabilities = ["create", "read", "update", "patch", "delete", "list", "scan", "sudo"] }`;
const BELOW_APP = ["data", "metadata", "subkeys"]
  .map((word) => `path "secret/${word}/app/*" { capabilities = ["read", "list", "scan"] }`)
  .join("\n");

/** A real OpenBao of the suite's own: settings of its mounts are changed, and each case begins with new ones. */
export async function newJudge(name: string): Promise<Server & { stop(): Promise<void> }> {
  const bao = await ownBao();
  await bao.putPolicy("everything", EVERYTHING);
  await bao.putPolicy("below-app", BELOW_APP);
  const tokenWith = async (policies: readonly string[]) => {
    const made = await bao.api("POST", "auth/token/create", { policies, ttl: "24h" });
    return made.auth?.client_token ?? "";
  };
  return {
    name,
    send: (path, init) => fetch(`${bao.url}/v1/${path}`, init),
    async begin() {
      const { data: mounts = {} } = await bao.api("GET", "sys/mounts");
      if (Object.hasOwn(mounts, "secret/")) await bao.api("DELETE", "sys/mounts/secret");
      await bao.api("POST", "sys/mounts/secret", { type: "kv", options: { version: "2" } });
      const { data: methods = {} } = await bao.api("GET", "sys/auth");
      if (Object.hasOwn(methods, "approle/")) await bao.api("DELETE", "sys/auth/approle");
      await bao.api("POST", "sys/auth/approle", { type: "approle" });
      // A new mount of KV sets itself up beside, and refuses for that long.
      await vi.waitFor(() => bao.api("GET", "secret/config"), { timeout: PATIENCE_MS, interval: 5 });
      return {
        admin: await tokenWith(["everything"]),
        reader: await tokenWith(["below-app"]),
        plain: await tokenWith(["default"]),
        stranger: "s.000000000000000000000000",
      };
    },
    stop: () => bao.stop(),
  };
}
