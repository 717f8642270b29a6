import { expect, it } from "vitest";
import { ACTION_NAMES } from "../../src/audit/actions";
import { call } from "../support/api";

it("the list of actions stands in the OpenAPI document", async () => {
  const { body } = await call("GET /openapi.json");
  const { parameters } = body.paths["/v1/audit/logs"].get;
  const { schema, description } = parameters.find(({ name }: { name: string }) => name === "action");
  for (const action of ACTION_NAMES) expect(`${description} ${schema.description}`).toContain(`\`${action}\``);
});
