import { describe, expect, it } from "vitest";
import { newVaultSide, vaultAs } from "../support";

const WRITE = ["POST secret/data/a", { data: { x: 1 } }] as const;

describe("policies of a child token", () => {
  it.each([
    ["the policy default alone", ["default"]],
    ["that policy as a text", "default"],
    ["names without a letter", ["", " "]],
    ["commas alone", ","],
  ])("%s is a list that leaves it none of its parent's", async (_, policies) => {
    const { vault } = await newVaultSide();
    const { status, body } = await vault("POST auth/token/create", { policies });
    expect(status).toBe(200);
    expect(body.auth.policies).toEqual([]);
    expect(await vaultAs(body.auth.client_token)(...WRITE)).toMatchObject({ status: 403 });
  });

  it.each([[undefined], [null], [[]], [""]])("%j is no list, and leaves it all of them", async (policies) => {
    const { vault } = await newVaultSide();
    const { body } = await vault("POST auth/token/create", { policies });
    expect(body.auth.policies).toHaveLength(1);
    expect(await vaultAs(body.auth.client_token)(...WRITE)).toMatchObject({ status: 200 });
  });

  it("a child of a child without policies has none either, whatever it asks for", async () => {
    const { vault } = await newVaultSide();
    const child = (await vault("POST auth/token/create", { policies: ["default"] })).body.auth.client_token;
    const grandchild = (await vaultAs(child)("POST auth/token/create", {})).body.auth;
    expect(grandchild.policies).toEqual([]);
    expect(await vaultAs(grandchild.client_token)(...WRITE)).toMatchObject({ status: 403 });
  });
});
