import { expect, it } from "vitest";
import { resolve, schemaFaults } from "../support/schema-check";
import { components, routes } from "./support/document";
import { newWorld, send } from "./support/world";

/** What a tenant's own token cannot do with any body: the operator's and the partner's matters, what names an object by an id, and what asks for a token of another kind. */
const NOT_ALONE: Readonly<Record<string, string>> = {
  "credentials.create": "400 unknown_vault_integration",
  "authentications.begin": "400 unknown_browser",
  "credentials.describe_login": "400 unknown_browser",
  "rotation_policies.attach": "404 secret_not_found",
  "approles.login": "401 login_refused",
  "trusts.exchange": "401 token_invalid",
  "tokens.renew_self": "409 token_not_renewable",
  "tenants.create": "422 validation_error partner_id",
  "keys.rewrap": "403 access_denied",
  "partners.update": "403 access_denied",
  "tenants.update": "403 access_denied",
  "partner_secrets.put": "403 access_denied",
  "partner_secrets.patch": "403 access_denied",
  "partner_secrets.rotate": "403 access_denied",
};

const withBody = routes.flatMap((route) => {
  const json = route.item.requestBody?.content["application/json"];
  return json ? [{ ...route, given: json.example, schema: json.schema }] : [];
});

it("the documentation page's Try it out fills in no header and no filter that nobody wrote", () => {
  const filled = routes.flatMap(({ line, item }) =>
    (item.parameters ?? [])
      .filter(({ required, schema, ...rest }) => !required && ("example" in rest || "example" in schema))
      .map(({ name }) => `${line} ${name}`),
  );
  expect(filled).toEqual([]);
});

it("the documentation page's Try it out fills in a body that fits its schema, for every operation that takes one", () => {
  expect(withBody.length).toBeGreaterThan(30);
  const faults = withBody.flatMap(({ line, given, schema }) =>
    schemaFaults(given, schema, components).map((fault) => `${line} ${fault}`),
  );
  expect(faults).toEqual([]);
});

it("the document shows an example of every answer that is JSON, which fits its schema", () => {
  const answers = routes.flatMap(({ line, item }) =>
    Object.entries(item.responses).flatMap(([status, { content = {} }]) => {
      const json = content["application/json"];
      return json ? [{ at: `${line} ${status}`, json }] : [];
    }),
  );
  const faults = answers.flatMap(({ at, json: { schema, example = resolve(schema, components).example } }) =>
    schemaFaults(example, schema, components).map((fault) => `${at} ${fault}`),
  );
  expect(answers.length).toBeGreaterThan(500);
  expect(faults).toEqual([]);
});

it("the documentation page's Try it out fills in bodies that work as they are where a fresh tenant can do the thing", async () => {
  const told: Record<string, string> = {};
  // Apart: what one makes has the name that the other would give.
  for (const isMaking of [true, false]) {
    const world = await newWorld({ hurried: false });
    for (const route of withBody.filter(({ method }) => (method === "POST") === isMaking)) {
      const { status, body } = await send(world, route, { body: route.given });
      if (status < 300) continue;
      told[route.op] = [status, body?.error?.code, ...Object.keys(body?.error?.details?.fields ?? {})].join(" ");
    }
  }
  expect(told).toEqual(NOT_ALONE);
});
