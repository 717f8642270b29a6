import { beforeAll, expect, it } from "vitest";
import { must } from "../../support/api";
import { refusal } from "../support";
import { allow, at, newWorld, type Share, share, type World } from "./support";

let world: World;

const put: Share = (...given) => share(world, ...given);

beforeAll(async () => {
  world = await newWorld();
  await allow(world.one, "user:admin");
  await put("shop/db", { whose: "partner" }, { metadata: { tags: ["t"] }, options: { expires_in: "1d" } });
  await put("shop/other");
  await put("a/b");
  const own = { data: { whose: "tenant" }, metadata: { tags: ["t"] }, options: { expires_in: "1d" } };
  must(await world.one.api("PUT /v1/secrets/shop/db", own), 201);
});

it("lists of a partner's secrets show all of the partner's secrets to all of its people, each item with its scope", async () => {
  const { partner, two } = world;
  const item = {
    secret_type: "kv",
    version: 1,
    updated_at: "2096-11-21T09:30:00Z",
    expires_at: null,
    tags: [],
    scope: "partner",
  };
  for (const token of [await two.token(["secrets:list"]), await partner.token(["secrets:list"]), partner.admin]) {
    expect((await at(token, "GET ")).body).toEqual({
      secrets: [
        { ...item, path: "a/b" },
        { ...item, path: "shop/db", expires_at: "2096-11-22T09:30:00Z", tags: ["t"] },
        { ...item, path: "shop/other" },
      ],
      cursor: null,
      has_more: false,
      total_count: 3,
    });
    expect((await at(token, "GET expiring")).body).toEqual({
      secrets: [{ path: "shop/db", expires_at: "2096-11-22T09:30:00Z", days_remaining: 1, scope: "partner" }],
      cursor: null,
      has_more: false,
    });
  }
  const [first] = (await at(two.admin, "GET ?prefix=shop/&tag=t&include_metadata=true")).body.secrets;
  expect(first).toMatchObject({ path: "shop/db", current_version: 1, max_versions: 10, scope: "partner" });
});

it("lists of a partner's secrets never mix with a tenant's: the same path in both is two secrets", async () => {
  const { one, two } = world;
  expect((await at(one.admin, "GET shop/db")).body.data).toEqual({ whose: "partner" });
  expect((await one.api("GET /v1/secrets/shop/db")).body.data).toEqual({ whose: "tenant" });
  const own = (await one.api("GET /v1/secrets")).body;
  expect([own.secrets.map(({ path }: { path: string }) => path), own.total_count]).toEqual([["shop/db"], 1]);
  expect(own.secrets[0]).not.toHaveProperty("scope");
  expect((await one.api("GET /v1/secrets/expiring")).body.secrets).toHaveLength(1);
  const batch = (await one.api("POST /v1/secrets/batch", { paths: ["shop/db", "shop/other"] })).body;
  expect(batch.secrets["shop/db"].data).toEqual({ whose: "tenant" });
  expect(batch.errors["shop/other"].code).toBe("secret_not_found");
  const globs = { paths: ["**"], options: { expand_wildcards: true } };
  expect(Object.keys((await one.api("POST /v1/secrets/batch/metadata", globs)).body.secrets)).toEqual(["shop/db"]);
  expect(refusal(await one.api("GET /v1/secrets/shop/other")).code).toBe("secret_not_found");
  expect((await two.api("GET /v1/secrets")).body.total_count).toBe(0);
});

it("lists of a partner's secrets have pages, whose cursors are good for this list alone", async () => {
  const { one, two, stranger } = world;
  const page = (await at(one.admin, "GET ?limit=2")).body;
  expect([page.secrets.length, page.has_more, page.total_count]).toEqual([2, true, 3]);
  const rest = (await at(two.admin, `GET ?limit=2&cursor=${page.cursor}`)).body;
  expect(rest.secrets.map(({ path }: { path: string }) => path)).toEqual(["shop/other"]);
  const bad = { status: 400, code: "invalid_cursor" };
  expect(refusal(await one.api(`GET /v1/secrets?limit=2&cursor=${page.cursor}`)).code).toBe(bad.code);
  expect(refusal(await at(stranger.admin, `GET ?limit=2&cursor=${page.cursor}`)).code).toBe(bad.code);
  expect(refusal(await at(one.admin, `GET ?limit=2&prefix=shop&cursor=${page.cursor}`)).code).toBe(bad.code);
  expect(refusal(await at(one.admin, `GET expiring?cursor=${page.cursor}`)).code).toBe(bad.code);
});
