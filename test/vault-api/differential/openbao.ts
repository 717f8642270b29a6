import { vi } from "vitest";
import { type Bao, ownBao } from "../../support/openbao";
import { PATIENCE_MS } from "../../support/patience";
import type { Server } from "./run";

const ALL = ["create", "read", "update", "patch", "delete", "list", "scan", "sudo"];
const FOLDERS = ["data", "metadata", "subkeys"].map((word) => `secret/${word}/app/*`);
const MAKE_CHILD = "auth/token/create";
const ruleFor = (path: string, capabilities: readonly string[]) =>
  `path "${path}" { capabilities = ${JSON.stringify(capabilities)} }`;
/** The longest path that fits is the only one that counts, so whoever has both policies needs these twice. */
const EVERYTHING = ["*", ...FOLDERS, MAKE_CHILD].map((path) => ruleFor(path, ALL)).join("\n");
/** Here every token may make children. */
const BELOW_APP = [...FOLDERS.map((path) => ruleFor(path, ["read", "list", "scan"])), ruleFor(MAKE_CHILD, ["update"])];

/** A real OpenBao of the suite's own: settings of its mounts are changed, and each case begins with new ones. */
export async function newJudge(): Promise<Server & { stop(): Promise<void> }> {
  const bao = await ownBao();
  for (const type of ["approle", "jwt", "kubernetes"]) await bao.api("POST", `sys/auth/${type}`, { type });
  await bao.putPolicy("everything", EVERYTHING);
  await bao.putPolicy("below-app", BELOW_APP.join("\n"));
  const tokenWith = async (policies: readonly string[]) => {
    const made = await bao.api("POST", "auth/token/create", { policies, ttl: "24h" });
    return made.auth?.client_token ?? "";
  };
  return {
    name: "OpenBao",
    send: (path, init) => fetch(`${bao.url}/v1/${path}`, init),
    async begin() {
      await bao.api("DELETE", "sys/mounts/secret");
      await bao.api("POST", "sys/mounts/secret", { type: "kv", options: { version: "2" } });
      if (await hasRoles(bao)) {
        await bao.api("DELETE", "sys/auth/approle");
        await bao.api("POST", "sys/auth/approle", { type: "approle" });
      }
      // A new mount of KV sets itself up beside, and refuses for that long.
      await vi.waitFor(() => bao.api("GET", "secret/config"), { timeout: PATIENCE_MS, interval: 5 });
      return {
        admin: await tokenWith(["everything", "below-app"]),
        reader: await tokenWith(["below-app"]),
        plain: await tokenWith(["default"]),
        stranger: "s.000000000000000000000000",
      };
    },
    stop: () => bao.stop(),
  };
}

/** An empty list is answered with 404. */
const hasRoles = async ({ url, rootToken }: Bao): Promise<boolean> => {
  const listed = await fetch(`${url}/v1/auth/approle/role?list=true`, { headers: { "x-vault-token": rootToken } });
  await listed.text();
  return listed.status === 200;
};
