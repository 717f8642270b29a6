import { beforeEach, expect, it } from "vitest";
import { auditRows } from "../support/api";
import { as, newStore, refusal, type Store } from "./support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = (path: string, rest: object = {}) => store.at(`PUT ${path}`, { data: { key: path }, ...rest });

it("the store's order of checks gives the same refusal for an existing and a missing path, and records it with the path", async () => {
  await put("a");
  const caller = as(
    await store.caller(
      ["secrets:read", "secrets:write", "secrets:list", "secrets:delete", "secrets:rotate"],
      [{ path_pattern: "else", permissions: ["admin"] }],
    ),
  );
  const lines: [string, string, object?][] = [
    ["GET", ""],
    ["PUT", "", { data: { k: 1 } }],
    ["PATCH", "", { metadata: {} }],
    ["DELETE", ""],
    ["GET", "/versions"],
    ["POST", "/restore"],
    ["POST", "/rotate", { new_value: { k: 1 } }],
  ];
  for (const [method, suffix, body] of lines) {
    const [there, missing] = await Promise.all(
      ["a", "b"].map((path) => caller(`${method} /v1/secrets/${path}${suffix}`, body)),
    );
    expect(there?.status, method).toBe(403);
    const shown = ({ path: _, ...rest }: Record<string, unknown>) => rest;
    expect(shown(there?.body.error.details)).toEqual(shown(missing?.body.error.details));
    expect(there?.body.error.code).toBe("access_denied");
  }
  const refused = (await auditRows(store.stub)).filter(({ error_code }) => error_code === "access_denied");
  expect(refused.filter(({ secret_path }) => secret_path === "a")).toHaveLength(lines.length);
});

it("the store's order of checks tells a stranger nothing, and asks for the scope before the path", async () => {
  expect((await as("pst_x")("GET /v1/secrets/bad!")).status).toBe(401);
  const listing = as(await store.token(["secrets:list"]));
  expect(refusal(await listing("GET /v1/secrets/bad!")).code).toBe("insufficient_scope");
  expect(refusal(await listing("PUT /v1/secrets/a", {})).code).toBe("insufficient_scope");
  expect((await as(await store.token(["secrets:write"]))("PUT /v1/secrets/bad!?x=1", {})).body.error.code).toBe(
    "invalid_path",
  );
});
