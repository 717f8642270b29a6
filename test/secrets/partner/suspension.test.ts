import { beforeEach, expect, it } from "vitest";
import { asOperator, auditRows, must } from "../../support/api";
import { refusal } from "../support";
import {
  allow,
  at,
  CHANGES,
  countRows,
  newWorld,
  READS,
  rowsSince,
  type Share,
  share,
  storeOf,
  type World,
} from "./support";

let world: World;

const put: Share = (...given) => share(world, ...given);

const suspended = { status: 403, code: "tenant_access_denied", details: { reason: "suspended" } };

beforeEach(async () => {
  world = await newWorld();
  await put("shop/db");
});

const state = async (kind: "partners" | "tenants", id: string, status: string) =>
  must(await asOperator(`PATCH /v1/identity/${kind}/${id}`, { status }), 200);

it("suspension of the partner closes all of this to everybody, before the scope, and nothing else of its tenants", async () => {
  const { partner, one } = world;
  await allow(one, "user:admin");
  const [reader, scopeless] = [await partner.token(["secrets:read"]), await one.token(["audit:read"])];
  await state("partners", partner.id, "suspended");
  const before = await storeOf(partner);
  for (const [line, body] of [...READS.map((read) => [read, undefined] as const), ...CHANGES])
    for (const token of [one.admin, scopeless, partner.admin, reader])
      expect(refusal(await at(token, line, body)), line).toEqual(suspended);
  expect(refusal(await partner.api(`GET /v1/t/${one.id}/partner/secrets/shop/db`))).toEqual(suspended);
  expect(await storeOf(partner)).toEqual(before);
  must(await one.api("PUT /v1/secrets/shop/db", { data: { own: 1 } }), 201);
  const row = (await auditRows(partner.stub)).find(({ actor_tenant_id }) => actor_tenant_id === one.id);
  expect(row).toMatchObject({ action: "read", secret_path: "shop/db", error_code: "tenant_access_denied" });
  await state("partners", partner.id, "active");
  must(await at(one.admin, "GET shop/db"), 200);
});

it("suspension of a tenant closes it to that tenant, and to who names it", async () => {
  const { partner, one, two } = world;
  await state("tenants", one.id, "suspended");
  const before = await countRows(partner);
  expect(refusal(await at(one.admin, "GET shop/db"))).toEqual(suspended);
  expect(refusal(await partner.api(`GET /v1/t/${one.id}/partner/secrets/shop/db`))).toEqual(suspended);
  expect((await rowsSince(partner, before)).map(({ actor_tenant_id }) => actor_tenant_id)).toEqual([partner.id]);
  expect((await auditRows(one.stub)).at(-1)).toMatchObject({ action: "read", error_code: "tenant_access_denied" });
  must(await at(two.admin, "GET shop/db"), 200);
  must(await at(partner.admin, "GET shop/db"), 200);
  await state("tenants", one.id, "active");
  must(await at(one.admin, "GET shop/db"), 200);
});
