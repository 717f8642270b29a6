import { expect, it } from "vitest";
import { AT_MS } from "../../approles/support";
import { call, must, newTenant, type TestTenant } from "../../support/api";
import { stopClock } from "../../support/spaces";
import { newShop, told } from "./support";

const SRE = { identity_id: "group:sre" };
const groupsOf = async (token: string) => must(await call("GET /v1/auth/whoami", { token }), 200).groups;
const withGroup = async (): Promise<TestTenant> => {
  const tenant = await newTenant({ atMs: AT_MS });
  must(await tenant.api("POST /v1/identity/identities", SRE), 201);
  return tenant;
};
const removeGroup = async ({ api }: TestTenant) => must(await api("DELETE /v1/identity/identities/group:sre"), 204);
const remakeGroup = async ({ stub, api }: TestTenant) => {
  await stopClock(stub, AT_MS + 1);
  must(await api("POST /v1/identity/identities", SRE), 201);
};

it("a group that is gone keeps nobody out, and one of its name that was made since takes in nobody whom the trust makes", async () => {
  const made = { create_identity: true, identity_id: "sa:gh-{who}", groups: ["group:sre"] };
  const tenant = await withGroup();
  const { buy, trust } = await newShop(made, { tenant });
  expect(await groupsOf((await buy({ who: "early" })).body.access_token)).toEqual(["group:sre"]);
  await removeGroup(tenant);
  expect(await groupsOf((await buy({ who: "amid" })).body.access_token)).toEqual([]);
  await remakeGroup(tenant);
  for (const who of ["early", "amid", "late"])
    expect(await groupsOf((await buy({ who })).body.access_token)).toEqual([]);
  // Whoever changes the trust says all of it anew.
  must(await tenant.api(`PATCH /v1/trusts/${trust.id}`, { ttl: "20m" }), 200);
  expect(await groupsOf((await buy({ who: "last" })).body.access_token)).toEqual(["group:sre"]);
});

it("a claim stands for an active group that was there when the trust was written, and for none of its name that was made since", async () => {
  const tenant = await withGroup();
  const map = { groups_claim: "teams", groups_map: { ops: "group:sre" } };
  const { buy } = await newShop(map, { tenant });
  const bought = async () => {
    const answer = await buy({ teams: ["ops"] });
    return answer.status === 200 ? await groupsOf(answer.body.access_token) : told(answer);
  };
  const token = (await buy({ teams: ["ops"] })).body.access_token;
  expect(await bought()).toEqual(["group:sre"]);
  const restate = (is_active: boolean) => tenant.api("PATCH /v1/identity/identities/group:sre", { is_active });
  must(await restate(false), 200);
  expect([await groupsOf(token), await bought()]).toEqual([[], []]);
  must(await restate(true), 200);
  expect([await groupsOf(token), await bought()]).toEqual([["group:sre"], ["group:sre"]]);
  await removeGroup(tenant);
  expect(await bought()).toEqual([]);
  await remakeGroup(tenant);
  expect(await bought()).toEqual([]);
});
