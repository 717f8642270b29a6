import { expect, it } from "vitest";
import { call, must, newTenant } from "../support/api";
import { make, whoami } from "./support";

it("tokens.list asks for identity:read, and knows no other space's", async () => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  const plain = await tenant.token(["secrets:read"]);
  for (const line of ["GET /v1/tokens", "GET /v1/tokens/tok_x"])
    expect((await call(line, { token: plain })).body.error).toMatchObject({
      code: "insufficient_scope",
      details: { required_scope: "identity:read" },
    });
  const { id } = await make(other);
  for (const line of [`GET /v1/tokens/${id}`, `POST /v1/tokens/${id}/rotate`, `DELETE /v1/tokens/${id}`]) {
    const answer = await tenant.api(line);
    expect(answer.status).toBe(404);
    expect(answer.body.error).toMatchObject({ code: "token_not_found", details: { id } });
  }
});

it("tokens.list pages newest first, by identity, without dead ones unless asked", async () => {
  const tenant = await newTenant();
  const plain = await tenant.token(["secrets:read"]);
  const [first, second] = [await make(tenant), await make(tenant)];
  must(await tenant.api(`DELETE /v1/tokens/${first.id}`), 204);
  const ids = async (query: string) =>
    must(await tenant.api(`GET /v1/tokens?${query}`), 200).tokens.map((t: { id: string }) => t.id);
  expect(await ids("identity_id=user:admin")).toHaveLength(2);
  expect((await ids("identity_id=user:admin&include_inactive=true")).slice(0, 2).toSorted()).toEqual(
    [second.id, first.id].toSorted(),
  );
  expect(await ids("identity_id=user:nobody")).toEqual([]);
  const page = (await tenant.api("GET /v1/tokens?limit=1&include_inactive=true")).body;
  const rest = (await tenant.api(`GET /v1/tokens?limit=200&include_inactive=true&cursor=${page.cursor}`)).body;
  expect(page.has_more).toBe(true);
  expect([rest.cursor, rest.has_more]).toEqual([null, false]);
  expect([...page.tokens, ...rest.tokens]).toEqual(
    (await tenant.api("GET /v1/tokens?include_inactive=true")).body.tokens,
  );
  const foreign = await tenant.api(`GET /v1/tokens?cursor=${page.cursor}`);
  expect(foreign.body.error.code).toBe("invalid_cursor");
  expect(await whoami(plain)).toBe("ok");
});
