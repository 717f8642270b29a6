import { beforeEach, expect, it } from "vitest";
import { as, newStore, refusal, type Store } from "./support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = (path: string, rest: object = {}) => store.at(`PUT ${path}`, { data: { key: path }, ...rest });

it("secrets.batch_metadata expands patterns to what the caller may list, and tells the rest path by path", async () => {
  for (const path of ["shop/a", "shop/b", "other"]) await put(path);
  const caller = as(await store.caller(["secrets:list"], [{ path_pattern: "shop/*", permissions: ["list"] }]));
  const ask = (body: object) => caller("POST /v1/secrets/batch/metadata", body);
  const answer = (await ask({ paths: ["**", "other", "shop/b"], options: { expand_wildcards: true } })).body;
  expect(Object.keys(answer.secrets).sort()).toEqual(["shop/a", "shop/b"]);
  expect(answer.secrets["shop/a"]).toMatchObject({ path: "shop/a", current_version: 1 });
  expect([answer.errors, answer.truncated]).toEqual([
    { other: { code: "access_denied", message: "Access is denied." } },
    false,
  ]);
  expect((await ask({ paths: ["shop/*"] })).body.errors["shop/*"].code).toBe("invalid_path");
  expect(refusal(await ask({ paths: ["a", "x**"], options: { expand_wildcards: true } }))).toEqual({
    status: 400,
    code: "invalid_glob",
    details: { field: "paths[1]", reason: "double_star" },
  });
  expect(refusal(await ask({ paths: ["shop/a", "other"], options: { fail_fast: true } })).code).toBe("access_denied");
});
