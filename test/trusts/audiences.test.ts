import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { evict, must, newTenant, type TestTenant } from "../support/api";
import { takeErrors } from "../support/log";
import { rowsOf } from "../support/spaces";
import {
  AT_MS,
  ended,
  heldInD1,
  newTrust,
  OIDC,
  PUBLIC_URL,
  plantToken,
  runAlarmAt,
  trustRows,
  withDeploy,
} from "./records-support";

const MINUTE_MS = 60_000;
const TAKEN = { code: "name_conflict", details: { field: "audience" } };
const newDeploying = async () => await withDeploy(await newTenant({ atMs: AT_MS }));
const create = (tenant: TestTenant, body: object) => tenant.api("POST /v1/trusts", { ...OIDC, ...body });
const unused = (tenant: TestTenant) => rowsOf(tenant.stub, "SELECT audience FROM unused_audiences");

/** Runs while D1 refuses to change audiences, or, with `receipts`, does not say what became of a change. */
async function whileD1Fails<T>(table: "trust_audiences" | "receipts", work: () => Promise<T>): Promise<T> {
  await env.DB.prepare(`ALTER TABLE ${table} RENAME TO away`).run();
  try {
    return await work();
  } finally {
    await env.DB.prepare(`ALTER TABLE away RENAME TO ${table}`).run();
    takeErrors("directory_unavailable");
  }
}

it("an audience of another tenant is refused, and so is one that another tenant has by default", async () => {
  const [tenant, other] = [await newDeploying(), await newDeploying()];
  const audience = `https://shared.example/${tenant.id}`;
  await newTrust(tenant, { ...OIDC, audience });
  expect((await create(other, { audience })).body.error).toMatchObject(TAKEN);
  for (const foreign of [
    `${PUBLIC_URL}/${tenant.id}`,
    `${PUBLIC_URL}/${tenant.id}/ci`,
    `${PUBLIC_URL}/tnt_not_there_yet`,
    `${PUBLIC_URL}/${other.partnerId}`,
    tenant.id,
    "tnt_not_there_yet",
    String(other.partnerId),
  ])
    expect((await create(other, { audience: foreign })).body.error).toMatchObject(TAKEN);
  const made = await newTrust(other);
  expect((await other.api(`PATCH /v1/trusts/${made.id}`, { audience })).body.error).toMatchObject(TAKEN);
  expect(await trustRows(other)).toMatchObject([
    ...Array<object>(8).fill({ action: "trust_create", error_code: "name_conflict" }),
    { action: "trust_create", error_code: null },
    { action: "trust_update", error_code: "name_conflict" },
  ]);
  expect(await heldInD1(audience)).toEqual({ [audience]: tenant.id });
});

it("of two tenants that ask for an audience at once, one gets it", async () => {
  const [tenant, other] = [await newDeploying(), await newDeploying()];
  const audience = `https://raced.example/${tenant.id}`;
  const answers = await Promise.all([create(tenant, { audience }), create(other, { audience })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.error).toMatchObject(TAKEN);
  const winner = answers[0]?.status === 201 ? tenant : other;
  expect(await heldInD1(audience)).toEqual({ [audience]: winner.id });
  takeErrors("directory_unavailable");
});

it("an audience is shared within a tenant, and given back some time after its last trust is gone", async () => {
  const [tenant, other] = [await newDeploying(), await newDeploying()];
  const audience = `https://shared.example/${tenant.id}`;
  const [one, two] = [
    await newTrust(tenant, { ...OIDC, audience }),
    await newTrust(tenant, { ...OIDC, name: "two", audience }),
  ];
  must(await tenant.api(`DELETE /v1/trusts/${one.id}`), 204);
  expect(await unused(tenant)).toEqual([]);
  await runAlarmAt(tenant, AT_MS + 2 * MINUTE_MS);
  expect((await create(other, { audience })).body.error).toMatchObject(TAKEN);
  must(await tenant.api(`DELETE /v1/trusts/${two.id}`), 204);
  expect(await unused(tenant)).toEqual([{ audience }]);
  await runAlarmAt(tenant, AT_MS + 4 * MINUTE_MS);
  expect([await unused(tenant), await heldInD1(audience)]).toEqual([[], {}]);
  await newTrust(other, { ...OIDC, audience });
  expect((await create(tenant, { audience })).body.error).toMatchObject(TAKEN);
});

it("an audience that a trust has again is not given back", async () => {
  const tenant = await newDeploying();
  const audience = `https://again.example/${tenant.id}`;
  const made = await newTrust(tenant, { ...OIDC, audience });
  const moved = must(await tenant.api(`PATCH /v1/trusts/${made.id}`, { audience: `${audience}/2` }), 200);
  expect(await unused(tenant)).toEqual([{ audience }]);
  must(await tenant.api(`PATCH /v1/trusts/${moved.id}`, { audience }), 200);
  await evict(tenant.stub);
  await runAlarmAt(tenant, AT_MS + 2 * MINUTE_MS);
  expect(await heldInD1(audience, `${audience}/2`)).toEqual({ [audience]: tenant.id });
  expect(await unused(tenant)).toEqual([]);
});

it("an audience whose trust was refused at the last moment is given back", async () => {
  const tenant = await newDeploying();
  const audiences = ["a", "b"].map((name) => `https://twin.example/${tenant.id}/${name}`);
  const answers = await Promise.all(audiences.map((audience) => create(tenant, { audience })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  await runAlarmAt(tenant, AT_MS + 2 * MINUTE_MS);
  const kept = answers.find(({ status }) => status === 201)?.body.audience;
  expect(await heldInD1(...audiences)).toEqual({ [kept]: tenant.id });
});

it("while D1 fails no trust is made, and one is disabled, changed and deleted with its tokens all the same", async () => {
  const tenant = await newDeploying();
  const [one, two] = [await newTrust(tenant), await newTrust(tenant, { ...OIDC, name: "two" })];
  await plantToken(tenant, one.id, "tok_1");
  await plantToken(tenant, two.id, "tok_2");
  const audience = `https://failing.example/${tenant.id}`;
  await whileD1Fails("trust_audiences", async () => {
    expect((await create(tenant, { name: "three", audience })).body.error.code).toBe("service_unavailable");
    expect((await tenant.api(`PATCH /v1/trusts/${one.id}`, { audience })).body.error.code).toBe("service_unavailable");
    must(await tenant.api(`PATCH /v1/trusts/${two.id}`, { name: "renamed" }), 200);
    must(await tenant.api(`PATCH /v1/trusts/${two.id}`, { is_active: false }), 200);
    must(await tenant.api(`DELETE /v1/trusts/${one.id}`), 204);
    must(await tenant.api(`DELETE /v1/trusts/${two.id}`), 204);
    expect(await ended(tenant)).toEqual(["tok_1", "tok_2"]);
    await runAlarmAt(tenant, AT_MS + 2 * MINUTE_MS);
    takeErrors("AppError");
  });
  const own = `${PUBLIC_URL}/${tenant.id}`;
  expect([await unused(tenant), await heldInD1(own, audience)]).toEqual([[{ audience: own }], { [own]: tenant.id }]);
  await runAlarmAt(tenant, AT_MS + 4 * MINUTE_MS);
  expect([await unused(tenant), await heldInD1(own, audience)]).toEqual([[], {}]);
});

it("while D1 does not say whether an audience was reserved no trust is made, and the next try knows", async () => {
  const tenant = await newDeploying();
  const audience = `https://unknown.example/${tenant.id}`;
  const answer = await whileD1Fails("receipts", () => create(tenant, { audience }));
  expect(answer.body.error.code).toBe("service_unavailable");
  expect(must(await create(tenant, { audience }), 201).audience).toBe(audience);
  expect(await heldInD1(audience)).toEqual({ [audience]: tenant.id });
});

it("foreign tokens that were used up are forgotten once nobody could show them", async () => {
  const tenant = await newDeploying();
  await rowsOf(
    tenant.stub,
    `INSERT INTO used_subject_tokens (key, expires_at_ms) VALUES ('a', ${AT_MS + MINUTE_MS}), ('b', ${AT_MS + 5 * MINUTE_MS})`,
  );
  await newTrust(tenant);
  await runAlarmAt(tenant, AT_MS + 2 * MINUTE_MS);
  expect(await rowsOf(tenant.stub, "SELECT key FROM used_subject_tokens")).toEqual([{ key: "b" }]);
});
