import { expect, it } from "vitest";
import { call, must } from "../../support/api";
import { newVaultSide, vaultAs } from "../support";

it("roles and their secret ids are not told to who may only read identities", async () => {
  const { tenant, vault } = await newVaultSide();
  must(await vault("POST auth/approle/role/ci", {}), 204);
  const made = await vault("POST auth/approle/role/ci/custom-secret-id", { secret_id: "guess" });
  const { secret_id_accessor } = must(made, 200).data;
  const token = await tenant.token(["identity:read", "secrets:read"]);
  const reader = vaultAs(token);
  const denied = { status: 403, body: { errors: ["1 error occurred:\n\t* permission denied\n\n"] } };
  expect(await reader("GET auth/approle/role?list=true")).toMatchObject(denied);
  expect(await reader("GET auth/approle/role/ci")).toMatchObject(denied);
  expect(await reader("GET auth/approle/role/ci/role-id")).toMatchObject(denied);
  expect(await reader("GET auth/approle/role/ci/secret-id?list=true")).toMatchObject(denied);
  for (const secret_id of ["guess", "other"])
    expect(await reader("POST auth/approle/role/ci/secret-id/lookup", { secret_id })).toMatchObject(denied);
  expect(await reader("POST auth/approle/role/ci/secret-id-accessor/lookup", { secret_id_accessor })).toMatchObject(
    denied,
  );
  for (const path of ["", "/ci", "/ci/secret-ids", `/ci/secret-ids/${secret_id_accessor}`])
    expect((await call(`GET /v1/approles${path}`, { token })).body.error).toMatchObject({
      code: "insufficient_scope",
      details: { required_scope: "identity:admin" },
    });
});
