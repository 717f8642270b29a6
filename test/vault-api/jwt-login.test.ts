import { expect, it } from "vitest";
import { must } from "../support/api";
import { causes, newShop } from "../trusts/exchange/support";
import { enveloped, refusal, told, vaultAs } from "./support";

const stranger = vaultAs(null);
const REFUSED = told(400, "error validating token: invalid role or token");

it("auth/jwt/login says which field is missing, and has one answer to all that may be wrong besides", async () => {
  const { tenant, sign } = await newShop();
  const jwt = await sign();
  expect(refusal(await stranger("POST auth/jwt/login", {}))).toEqual(told(400, "missing role"));
  expect(refusal(await stranger("POST auth/jwt/login", { role: "ci" }))).toEqual(told(400, "missing token"));
  const inside = { "x-vault-namespace": tenant.id };
  const answers = [
    await stranger("POST auth/jwt/login", { role: "another", jwt }),
    await stranger("POST auth/jwt/login", { role: "ci", jwt: await sign({ project: 8 }) }),
    await stranger("POST auth/jwt/login", { role: "ci", jwt: "no.token.here" }),
    await stranger("POST auth/jwt/login", { role: "ci", jwt: "no.token.here" }, inside),
    await stranger("POST auth/jwt/login", { role: "ci", jwt }, { "x-vault-namespace": "tnt_nobody_here" }),
    await stranger("POST auth/kubernetes/login", { role: "another", jwt }, inside),
  ];
  expect(answers.map(refusal)).toEqual(answers.map(() => REFUSED));
  const at = (extra: object) => ["system:exchange", "token_invalid", { ...extra, source: "vault-api" }];
  expect(await causes(tenant)).toEqual([
    at({ check: "trust", cause: "unknown" }),
    at({ check: "claim", claim: "project", cause: "not_listed" }),
    at({ check: "trust", cause: "unknown" }),
  ]);
});

it.each(["jwt", "kubernetes"])("auth/%s/login gives a token of the trust that the role names", async (mount) => {
  const { tenant, sign, trust } = await newShop({ ttl: "30m" });
  const login = { role: "ci", jwt: `${await sign()}\n` };
  const answer = await stranger(`POST auth/${mount}/login`, login, { "x-vault-namespace": `${tenant.id}/` });
  const { auth, ...rest } = must(answer, 200);
  expect(rest).toEqual({ ...enveloped({ mount_type: mount }), auth: undefined });
  expect(auth).toEqual({
    client_token: expect.stringMatching(/^pst_/),
    accessor: expect.stringMatching(/^tok_/),
    policies: [],
    token_policies: [],
    metadata: { role: "ci" },
    lease_duration: 1800,
    renewable: false,
    entity_id: "sa:deploy",
    token_type: "service",
    orphan: true,
    mfa_requirement: null,
    num_uses: 0,
  });
  const { data } = must(await vaultAs(auth.client_token)("GET auth/token/lookup-self"), 200);
  expect(data).toMatchObject({ path: "auth/jwt/login", meta: { role: "ci" }, entity_id: "sa:deploy" });
  const { tokens } = must(await tenant.api("GET /v1/tokens?identity_id=sa:deploy"), 200);
  expect(tokens).toMatchObject([{ id: auth.accessor, trust_id: trust.id }]);
});
