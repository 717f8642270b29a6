import { inspect } from "node:util";
import { expect, it } from "vitest";
import { Postern, type PosternOptions } from "../../packages/client/src/library/index.ts";
import { newShop } from "../trusts/exchange/support";
import { clientOf, faultOf, URL_OF_POSTERN, workerFetch } from "./support";

it("library oidc that nothing signs for says so, and sends nothing", async () => {
  const fetch: PosternOptions["fetch"] = () => Promise.reject(new Error("nothing is to be sent"));
  const postern = new Postern({ url: URL_OF_POSTERN, oidc: true, fetch });
  expect(await faultOf(postern.tokens.whoami())).toMatchObject({ code: "no_identity_token", status: 0 });
});

it("library oidc that is refused throws the server's error, without the token that was shown", async () => {
  const shop = await newShop();
  const jwt = await shop.sign({ project: 8 });
  const { fetch } = workerFetch();
  const postern = new Postern({ url: URL_OF_POSTERN, oidc: { identityToken: async () => jwt }, fetch });
  const error = await faultOf(postern.tokens.whoami());
  expect(error).toMatchObject({ code: "token_invalid", status: 401 });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(jwt.split(".")[2]);
});

it("library oidc buys one token for all requests at one time, and another one when it was revoked", async () => {
  const shop = await newShop();
  const shown: string[] = [];
  const identityToken = async () => {
    shown.push("once");
    return await shop.sign();
  };
  const { fetch, sent } = workerFetch();
  const oidc = { identityToken, trust: "ci", scopes: ["secrets:list"] };
  const postern = new Postern({ url: URL_OF_POSTERN, oidc, fetch });
  const all = await Promise.all([1, 2, 3].map(() => postern.tokens.whoami()));
  expect(all.map(({ identity_id, scopes }) => [identity_id, scopes])).toEqual(
    Array(3).fill(["sa:deploy", ["secrets:list"]]),
  );
  expect(shown).toHaveLength(1);
  const admin = clientOf(shop.tenant.admin).postern;
  const bought = (await admin.tokens.list().toArray()).find(({ identity_id }) => identity_id === "sa:deploy");
  await admin.tokens.revoke(bought?.id ?? "");
  expect((await postern.tokens.whoami()).identity_id).toBe("sa:deploy");
  expect([shown.length, sent.filter(({ path }) => path === "/v1/auth/token").length]).toEqual([2, 2]);
});

it("library trusts are read, explained and exchanged, and what was bought is not shown when it is inspected", async () => {
  const shop = await newShop();
  const { trusts } = clientOf(shop.tenant.admin).postern;
  expect((await trusts.list().toArray()).map(({ name }) => name)).toEqual(["ci"]);
  expect((await trusts.get(shop.trust.id)).name).toBe("ci");
  expect((await trusts.explain(shop.trust.id, await shop.sign({ project: 8 }))).ok).toBe(false);
  const bought = await trusts.exchange(await shop.sign(), { trust: "ci" });
  expect(inspect(bought)).not.toContain(bought.access_token);
  expect((await clientOf(bought.access_token).postern.tokens.whoami()).identity_id).toBe("sa:deploy");
  await trusts.delete(shop.trust.id);
  expect(await faultOf(trusts.get(shop.trust.id))).toMatchObject({ code: "trust_not_found" });
});
