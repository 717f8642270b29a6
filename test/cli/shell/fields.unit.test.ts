import { expect, it } from "vitest";
import { fieldsIn } from "../../../packages/client/src/cli/shell/fields";

it("says nothing where the server names no field", () => {
  for (const details of [{}, { fields: null }, { fields: {} }, { field: 1 }, { allowed: ["a"] }])
    expect(fieldsIn("validation_error", details)).toBe("");
});

it("repeats a field and a reason that it does not know, made visible", () => {
  const fields = { "a\u001b[2J": "new\u0007", constructor: "toString", "rules[0].permissions[1]": "unsupported" };
  expect(fieldsIn("validation_error", { fields, allowed: ["read", "li\u001bst"] })).toBe(
    " (a\\u{1b}[2J: new\\u{7}; constructor: toString; rules[0].permissions[1]: not one of those that there are; " +
      "there are: read, li\\u{1b}st)",
  );
});

it.each([
  ["scopes[1]", "unsupported", "--scope no. 2: not taken here"],
  ["allowedDomains[0]", "scheme", "--domain no. 1: a host, without https://"],
  ["allowedDomains[0]", "path", "--domain no. 1: a host, without a path"],
  ["vaultPath", "path_segments", "--path: no slash at the beginning or the end, no empty part, no . and no .."],
  ["access.use[0]", "format", "--use no. 1: an identity, such as user:anna, sa:ci, group:team"],
  ["config.address", "scheme_missing", "--address: with https:// before it"],
  ["config.address", "https_required", "--address: https:// in place of http://"],
  ["endpoint", "scheme_missing", "--endpoint: with wss:// or https:// before it"],
  ["filters.action", "unsupported", "--action: not taken here"],
])("tells %s %s by the option, and what fits there", (field, reason, said) => {
  expect(fieldsIn("invalid_request", { fields: { [field]: reason } })).toBe(` (${said})`);
});

it("shows how a duration is written", () => {
  expect(fieldsIn("invalid_duration", { field: "max_ttl" })).toBe(
    " (--max-ttl: a number with its unit, such as 90m, 24h, 30d)",
  );
  expect(fieldsIn("invalid_glob", { field: "rules[0].path_pattern" })).toBe(" (rules[0].path_pattern)");
});

it("lists the first of very many that would fit", () => {
  const allowed = Array.from({ length: 31 }, (_, at) => at);
  expect(fieldsIn("validation_error", { fields: { action: "unsupported" }, allowed })).toMatch(/ 28, 29, …\)$/);
});
