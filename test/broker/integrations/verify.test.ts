import { afterEach, expect, it, vi } from "vitest";
import { must, newTenant } from "../../support/api";
import { bao, hasOpenBao } from "../../support/openbao";
import { INTEGRATIONS, integrationBody, refusal, stored } from "../record-bench";
import { LOGIN_REFUSED } from "./support";

afterEach(() => {
  vi.restoreAllMocks();
});

it.skipIf(!hasOpenBao)(
  "verify=true against OpenBao stores only what logs in, on creation and on rotation",
  async () => {
    const tenant = await newTenant();
    const role = await bao.newRole();
    const secretId = await bao.newSecretId(role);
    const config = { address: bao.url, roleId: role.roleId, secretId };
    const create = (more: object) =>
      tenant.api(`POST ${INTEGRATIONS}?verify=true`, integrationBody({ ...config, ...more }));
    expect(refusal(await create({ secretId: "wrong" }))).toEqual(LOGIN_REFUSED);
    expect(await stored(tenant)).toEqual({ integrations: [], credentials: [] });
    const made = must(await create({}), 201);
    expect(made.status).toBe("healthy");
    expect(Date.parse(made.lastCheckedAt)).toBeGreaterThanOrEqual(Date.parse(made.createdAt));
    expect(await bao.tokensOf(role)).toHaveLength(1);

    const push = () => tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "app/t2", data: { a: "b" } });
    must(await push(), 201);
    expect(await bao.tokensOf(role)).toHaveLength(1);
    const put = (value: string) => tenant.api(`PUT ${INTEGRATIONS}/${made.id}?verify=true`, { secretId: value });
    expect(refusal(await put("wrong"))).toEqual(LOGIN_REFUSED);
    expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
    must(await push(), 201);
    expect(await bao.tokensOf(role)).toHaveLength(1);
    expect(must(await put(await bao.newSecretId(role)), 200)).toMatchObject({ status: "healthy" });
    must(await push(), 201);
    expect(await bao.tokensOf(role)).toHaveLength(2);
  },
);
