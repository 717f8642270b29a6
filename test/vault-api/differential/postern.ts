import { exports } from "cloudflare:workers";
import { newTenant } from "../../support/api";
import { addMember, addPolicy } from "../../support/provision";
import type { Server } from "./run";

const ALL = ["read", "write", "delete", "list", "rotate", "admin"] as const;
const send: Server["send"] = (path, init) => exports.default.fetch(`https://postern.example/vault/v1/${path}`, init);

/** This house, through the Worker's own fetch: each case has a tenant of its own. */
export const postern: Server = {
  name: "Postern",
  send,
  async begin() {
    const { admin, stub } = await newTenant();
    const reader = await addMember(stub, { identityId: "sa:reader", scopes: ["secrets:read", "secrets:list"] });
    const plain = await addMember(stub, { identityId: "sa:plain", scopes: ["secrets:read"] });
    const everything = [{ path_pattern: "**", permissions: [...ALL] }];
    await addPolicy(stub, admin, { name: "everything", rules: everything, identityIds: ["user:admin"] });
    const belowApp = [{ path_pattern: "app/**", permissions: ["read" as const, "list" as const] }];
    const identityIds = ["user:admin", "sa:reader"];
    await addPolicy(stub, admin, { name: "below-app", rules: belowApp, identityIds });
    return {
      admin: await childOf(admin),
      reader: await childOf(reader),
      plain: await childOf(plain),
      stranger: "s.000000000000000000000000",
    };
  },
};

/** With an end, as the callers at the judge's have one. */
async function childOf(token: string): Promise<string> {
  const response = await send("auth/token/create", {
    method: "POST",
    headers: { "x-vault-token": token },
    body: JSON.stringify({ ttl: "24h" }),
  });
  const made: { auth: { client_token: string } } = await response.json();
  return made.auth.client_token;
}
