import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { must, newTenant, type TestTenant } from "../../support/api";
import { type Answer, newFakeVault } from "../../support/fake-vault";
import { bao, hasOpenBao, type Role } from "../../support/openbao";
import {
  entries,
  fieldFaults,
  INTEGRATIONS,
  integrationBody,
  newest,
  newIntegration,
  refusal,
  setClock,
  stored,
} from "../record-bench";

let tenant: TestTenant;
let role: Role = { name: "", mount: "approle", roleId: "none" };

beforeEach(async () => {
  tenant = await newTenant();
  if (hasOpenBao) role = await bao.newRole();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The body of an integration that has a wrapping token in the place of the secret id. */
function wrappedBody(secretIdWrapped: string, more: object = {}) {
  const { config, ...body } = integrationBody({ address: bao.url, roleId: role.roleId, ...more });
  const { secretId: _, ...rest } = config;
  return { ...body, config: { ...rest, secretIdWrapped } };
}
const create = (token: string, more: object = {}) => tenant.api(`POST ${INTEGRATIONS}`, wrappedBody(token, more));
const rotate = (id: string, body: object) => tenant.api(`PUT ${INTEGRATIONS}/${id}`, body);
const push = (id: string) => tenant.api(`POST ${INTEGRATIONS}/${id}/secrets`, { path: "app/w", data: { a: "b" } });

const at = (path: string, more: object = {}) => ({ stage: "unwrap", path, ...more, retryable: false });
const USED = {
  status: 400,
  code: "vault_wrap_used",
  details: at("sys/wrapping/lookup", { upstreamStatus: 400 }),
};
const FOREIGN = { status: 400, code: "vault_wrap_foreign", details: at("sys/wrapping/lookup") };

it("a wrapped secret id comes in the place of the plain one, and a rotation needs exactly one of them", async () => {
  const { config, ...body } = integrationBody();
  const both = { ...body, config: { ...config, secretIdWrapped: "hvs.x" } };
  expect(refusal(await tenant.api(`POST ${INTEGRATIONS}`, both))).toEqual(
    fieldFaults({ "config.secretIdWrapped": "exclusive" }),
  );
  const { id } = await newIntegration(tenant);
  const faults: [object, Record<string, string>][] = [
    [{}, { secretId: "required" }],
    [{ secretId: "a", secretIdWrapped: "b" }, { secretIdWrapped: "exclusive" }],
    [{ secretIdWrapped: "" }, { secretIdWrapped: "empty" }],
    [{ secretIdWrapped: null }, { secretIdWrapped: "type" }],
    [{ secretIdWrapped: "a b" }, { secretIdWrapped: "characters" }],
    [{ secretIdWrapped: "x".repeat(4097) }, { secretIdWrapped: "too_long" }],
  ];
  for (const [given, fields] of faults) expect(refusal(await rotate(id, given))).toEqual(fieldFaults(fields));
});

const LOOKUP = "sys/wrapping/lookup";
const UNWRAP = "sys/wrapping/unwrap";
const good = { json: { data: { creation_path: "auth/approle/role/postern/secret-id" }, auth: null } };
const answers = (data: object) => ({ json: { data, auth: null } });
const cases: readonly [string, string, Answer, string, object][] = [
  ["a page", LOOKUP, { status: 404, text: "<html>" }, "vault_not_a_vault", { upstreamStatus: 404, retryable: false }],
  [
    "a sealed vault",
    LOOKUP,
    { status: 503, json: { errors: [] } },
    "vault_sealed",
    { upstreamStatus: 503, retryable: true },
  ],
  ["no answer", LOOKUP, { close: true }, "vault_unreachable", { retryable: true }],
  ["no place of making", LOOKUP, answers({}), "vault_bad_answer", { upstreamStatus: 200, retryable: false }],
  // Whether the token was used up is not known then.
  ["no answer", UNWRAP, { close: true }, "vault_unreachable", { outcomeUnknown: true, retryable: true }],
  [
    "no secret id",
    UNWRAP,
    answers({ secret_id: "a b" }),
    "vault_bad_answer",
    { upstreamStatus: 200, retryable: false },
  ],
  [
    "no such token",
    UNWRAP,
    { status: 400, json: { errors: ["x"] } },
    "vault_wrap_used",
    { upstreamStatus: 400, retryable: false },
  ],
  [
    "another refusal",
    LOOKUP,
    { status: 404, json: { errors: ["namespace not found"] } },
    "vault_rejected",
    { upstreamStatus: 404, retryable: false },
  ],
  [
    "another refusal",
    UNWRAP,
    { status: 403, json: { errors: ["x"] } },
    "vault_rejected",
    { upstreamStatus: 403, retryable: false },
  ],
];
it.each(cases)("a wrapped secret id meets %s at %s, and stores nothing", async (_, path, answer, code, details) => {
  const vault = await newFakeVault({
    rules: [
      { path, answer },
      { path: LOOKUP, answer: good },
    ],
  });
  const given = wrappedBody("hvs.wrapping", { address: vault.address, roleId: "role" });
  expect(refusal(await tenant.api(`POST ${INTEGRATIONS}`, given))).toEqual({
    status: 400,
    code,
    details: { stage: "unwrap", path, ...details },
  });
  expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
  // Nothing is sent again that may have had its effect, and no login follows.
  expect((await vault.calls()).map((call) => call.path)).toEqual(
    [LOOKUP, ...(path === LOOKUP ? [] : [UNWRAP])].map((called) => `/v1/${called}`),
  );
});

it.skipIf(!hasOpenBao)(
  "a wrapped secret id that was used, has expired or never was is refused, and stores nothing",
  async () => {
    const used = await bao.newWrappedSecretId(role);
    await bao.api("POST", "sys/wrapping/unwrap", { token: used });
    const revoked = await bao.newWrappedSecretId(role);
    await bao.revokeToken(revoked);
    for (const token of [used, revoked, "hvs.unknown", "x"]) expect(refusal(await create(token))).toEqual(USED);
    expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
    expect(await newest(tenant)).toMatchObject({
      action: "integration.created",
      outcome: "vault_wrap_used",
      extra: { verify: true, wrapped: true },
    });
  },
);

it.skipIf(!hasOpenBao)("a wrapping token for anything else is refused before it is used", async () => {
  await bao.putSecret("secret/data/app/wrapped", { password: "x" });
  const other = await bao.newRole({ mount: "approle-other" });
  const here = `auth/${role.mount}/role/${role.name}`;
  const foreign = [
    await bao.wrapped("GET", "secret/data/app/wrapped"),
    await bao.wrapped("POST", "auth/token/create", { policies: ["default"] }),
    await bao.wrapped("POST", "sys/wrapping/wrap", { secret_id: "made-up" }),
    await bao.wrapped("GET", `${here}/role-id`),
    await bao.wrapped("POST", `${here}/custom-secret-id`, { secret_id: crypto.randomUUID() }),
    await bao.newWrappedSecretId(other),
  ];
  for (const token of foreign) {
    expect(refusal(await create(token))).toEqual(FOREIGN);
    expect(await bao.isWrapped(token)).toBe(true);
  }
  expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
});

it.skipIf(!hasOpenBao)("a wrapped secret id is unwrapped once, logs in, and is kept", async () => {
  const token = await bao.newWrappedSecretId(role);
  const made = must(await create(token), 201);
  expect(made).toMatchObject({ status: "healthy", roleId: role.roleId });
  expect(await bao.isWrapped(token)).toBe(false);
  expect(await newest(tenant)).toEqual({
    action: "integration.created",
    outcome: "ok",
    object: made.id,
    extra: { integration_id: made.id, verify: true, wrapped: true },
  });
  must(await push(made.id), 201);
  // The token of the trial serves the push.
  expect(await bao.tokensOf(role)).toHaveLength(1);
  expect(refusal(await create(token))).toEqual(USED);
  expect(JSON.stringify([made, await entries(tenant)])).not.toContain(token);
});

it.skipIf(!hasOpenBao)(
  "a wrapped secret id rotates an integration, and a token that is refused leaves it as it was",
  async () => {
    const made = must(await create(await bao.newWrappedSecretId(role)), 201);
    const before = await stored(tenant);
    expect(refusal(await rotate(made.id, { secretIdWrapped: "hvs.unknown" }))).toEqual(USED);
    expect(await stored(tenant)).toEqual(before);
    const rotated = must(await rotate(made.id, { secretIdWrapped: await bao.newWrappedSecretId(role) }), 200);
    expect(rotated).toMatchObject({ id: made.id, status: "healthy" });
    expect(await newest(tenant)).toMatchObject({
      action: "integration.rotated",
      outcome: "ok",
      extra: { verify: true, wrapped: true },
    });
    expect((await stored(tenant)).integrations).toMatchObject([{ revision: 2 }]);
    must(await push(made.id), 201);
  },
);

it.skipIf(!hasOpenBao)(
  "a wrapped secret id of another role does not log in with this role id, and stores nothing",
  async () => {
    const other = await bao.newRole();
    expect(refusal(await create(await bao.newWrappedSecretId(other)))).toEqual({
      status: 400,
      code: "vault_auth_failed",
      details: { stage: "login", path: "auth/approle/login", upstreamStatus: 400, retryable: false },
    });
    expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
  },
);

it.skipIf(!hasOpenBao)("a wrapped secret id of a namespace is taken there", async () => {
  const namespace = `team-${crypto.randomUUID().slice(0, 8)}`;
  await bao.api("POST", `sys/namespaces/${namespace}`, {});
  const within = { namespace };
  await bao.api("POST", "sys/auth/approle", { type: "approle" }, within);
  await bao.api("POST", "auth/approle/role/there", { token_policies: ["default"] }, within);
  const { data } = await bao.api("GET", "auth/approle/role/there/role-id", undefined, within);
  const token = await bao.wrapped("POST", "auth/approle/role/there/secret-id", {}, within);
  const more = { namespace, roleId: String(data?.role_id) };
  expect(must(await create(token, more), 201)).toMatchObject({ status: "healthy", namespace });
});

it.skipIf(!hasOpenBao)(
  "a wrapped secret id that is asked for in a namespace that is not there stays wrapped, and nobody is said to have used it",
  async () => {
    const token = await bao.newWrappedSecretId(role);
    expect(refusal(await create(token, { namespace: "nowhere" }))).toEqual({
      status: 400,
      code: "vault_rejected",
      details: at(LOOKUP, { upstreamStatus: 404 }),
    });
    expect(await bao.isWrapped(token)).toBe(true);
  },
);

it.skipIf(!hasOpenBao)("a wrapped secret id stays wrapped while no login would be sent", async () => {
  await setClock(tenant, Date.parse("2027-01-01T00:00:00Z"));
  const { config, ...body } = integrationBody({ address: bao.url, roleId: role.roleId, secretId: "wrong" });
  for (let tries = 0; tries < 4; tries++)
    expect(refusal(await tenant.api(`POST ${INTEGRATIONS}?verify=true`, { ...body, config })).code).toBe(
      "vault_auth_failed",
    );
  const token = await bao.newWrappedSecretId(role);
  expect(refusal(await create(token))).toEqual({
    status: 400,
    code: "vault_auth_failed",
    details: { stage: "login", path: "auth/approle/login", retryable: false, paused: true },
  });
  expect(await bao.isWrapped(token)).toBe(true);
  await setClock(tenant, Date.parse("2027-01-01T00:15:01Z"));
  must(await create(token), 201);
});
