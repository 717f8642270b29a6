import { expect, it } from "vitest";
import { call } from "../support/api";
import { newVaultSide } from "./support";

const TOKEN = { "x-vault-token": "s.any" };

it("a client of Vault whose address lacks /vault is told so, and not shown an error as if it were a secret", async () => {
  for (const path of ["secret/data/a", "sys/health", "cubbyhole/a", "auth/token/lookup-self"]) {
    const stray = await call(`GET /v1/${path}`, { headers: TOKEN });
    expect([stray.status, stray.body]).toEqual([
      404,
      { errors: ["the address of Vault's interface ends in /vault: check VAULT_ADDR"] },
    ]);
  }
});

it("whoever is no client of Vault gets the answer of the house there", async () => {
  expect((await call("GET /v1/secret/data/a")).body).toMatchObject({ error: { code: "not_found" } });
  expect((await call("GET /v1/auth/whoami")).status).toBe(401);
});

it("an address that has /v1 twice is told so", async () => {
  const { vault } = await newVaultSide();
  const twice = await vault("GET v1/secret/data/a");
  expect([twice.status, twice.body]).toEqual([
    404,
    { errors: ["the address ends in /vault, without /v1: check VAULT_ADDR"] },
  ]);
});
