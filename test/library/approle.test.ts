import { inspect } from "node:util";
import { expect, it } from "vitest";
import { Postern } from "../../packages/client/src/library/index.ts";
import { newSecretId, newShop } from "../approles/support";
import { clientOf, faultOf, URL_OF_POSTERN, workerFetch } from "./support";

it("library vault with a secret id that opens nothing throws the server's error, without the secret id", async () => {
  const { roleId } = await newShop({}, Date.now());
  const { fetch } = workerFetch();
  const postern = new Postern({ url: URL_OF_POSTERN, vault: { roleId, secretId: "c4nary" }, fetch });
  const error = await faultOf(postern.tokens.whoami());
  expect(error).toMatchObject({ code: "login_refused", status: 401 });
  expect(inspect([error, postern], { depth: 9, showHidden: true })).not.toContain("c4nary");
});

it("library vault logs in once for all requests at one time, and anew when its token was revoked, with another secret id", async () => {
  const shop = await newShop({}, Date.now());
  const { fetch, sent } = workerFetch();
  let asked = 0;
  const secretId = async () => {
    asked += 1;
    return (await newSecretId(shop, { num_uses: 1 })).secret_id;
  };
  const postern = new Postern({ url: URL_OF_POSTERN, vault: { roleId: shop.roleId, secretId }, fetch });
  const [first, second] = await Promise.all([postern.tokens.whoami(), postern.tokens.whoami()]);
  expect([first.token_id === second.token_id, asked]).toEqual([true, 1]);
  await clientOf(shop.tenant.admin).postern.tokens.revoke(first.token_id ?? "");
  const third = await postern.tokens.whoami();
  expect([third.token_id === first.token_id, third.identity_id === first.identity_id, asked]).toEqual([false, true, 2]);
  expect(sent.filter(({ path }) => path === "/v1/auth/approle/login")).toHaveLength(2);
});
