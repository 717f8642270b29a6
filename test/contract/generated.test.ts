import fc from "fast-check";
import { expect, it } from "vitest";
import { endpoints } from "../../src/app";
import { withExact } from "../../src/http/exact-json";
import { faultsOf } from "../../src/http/faults";
import { resolve, schemaFaults } from "../support/schema-check";
import { changed, valuesOf } from "./support/arbitrary";
import { components, routes } from "./support/document";

const bodies = routes.flatMap(({ op, line, body }) => {
  const served = endpoints.find((endpoint) => endpoint.operation.name === op);
  if (!body || !served?.body) return [];
  const { body: own, exact = [] } = served;
  /** As the endpoint has it read. */
  const parse = (value: unknown) =>
    own.safeParse(isObject(value) ? withExact(value, JSON.stringify(value), exact) : value);
  return [[line, body.schema, parse] as const];
});

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a schema can say. A value is refused for another reason only where a rule in prose says so. */
const SAYABLE = new Set(["type", "unknown", "required", "unsupported"]);

/** What no schema of these keywords says: each fault, with the component whose description of the field says the rule in words. */
const IN_PROSE: readonly (readonly [RegExp, string, string, RegExp])[] = [
  [/^filters\.action unsupported$/, "AuditExport.filters", "action", /One action, or up to \d+ with commas between/],
  [/^fieldMap\.totp unsupported$/, "FieldMap", "totp", /Another field than that of `password`/],
  [/^fieldMap\.password required$/, "FieldMap", "password", /Needed where there is no `totp`/],
  [/^fields unsupported$/, "ResolveCredential", "fields", /Not with the mode `prompt_user`/],
  [/^submit unsupported$/, "Authenticate", "submit", /only with the mode `fill`/],
  [/^allowFallback unsupported$/, "Authenticate", "allowFallback", /Only with the mode `wire`/],
  [/^success required$/, "Authenticate", "success", /With the mode `prompt_user` it is required/],
  [/^pauseTimeoutMs required$/, "Authenticate", "pauseTimeoutMs", /With the mode `prompt_user` it is required/],
  [/\.time_window\.timezone unsupported$/, "PolicyRule.conditions.time_window", "timezone", /IANA name/],
  [/^timezone unsupported$/, "CreateRotationPolicy", "timezone", /IANA name/],
  [/^window\.timezone unsupported$/, "CreateRotationPolicy.window", "timezone", /IANA name/],
  [/^secretId required$/, "RotateSecretId", "secretId", /if none comes wrapped/],
  [/(^|\.)secretIdWrapped exclusive$/, "RotateSecretId", "secretIdWrapped", /In the place of `secretId`/],
  [/^previous_secret_ttl unsupported$/, "WebhookChange", "previous_secret_ttl", /For a new secret/],
  [/^auth unsupported$/, "CreateBrowser", "auth", /`url` just where the endpoint has `\{apiKey\}`/],
  [
    /^apiKey (required|unsupported)$/,
    "CreateBrowser",
    "apiKey",
    /Needed with `url` and `bearer`, not taken with `none`/,
  ],
  [
    /\.config\.(charset|require_\w+|min_\w+) unsupported$/,
    "GenerationPolicyFieldOfRandom.config",
    "preset",
    /Beside it only `length` and `exclude`/,
  ],
  [/^actor_token unsupported$/, "TokenExchange", "actor_token", /Not taken/],
  [/^actor_token_type unsupported$/, "TokenExchange", "actor_token_type", /Not taken/],
  [
    /^generate_secret (exclusive|type)$/,
    "WebhookChange",
    "generate_secret",
    /Only true, and not together with `secret`/,
  ],
];

const RUNS = { numRuns: 60, seed: 7 };

it.each(IN_PROSE)("the document and the server agree on each body %s is said in words", (_, place, field, words) => {
  const [name = "", ...keys] = place.split(".");
  const start = resolve({ $ref: name }, components);
  const owner = keys.reduce((schema, key) => resolve(schema.properties?.[key] ?? {}, components), start);
  expect(owner.properties?.[field]?.description).toMatch(words);
});

it("the document and the server agree on each body of every route that takes one", () => {
  expect(bodies.map(([line]) => line).toSorted()).toEqual(
    routes.flatMap(({ line, body }) => (body ? [line] : [])).toSorted(),
  );
});

it.each(bodies)(
  "the document and the server agree on each body %s takes what the document shows",
  (_, schema, parse) => {
    fc.assert(
      fc.property(valuesOf(schema, components), (value) => {
        const result = parse(value);
        const faults = result.success ? [] : faultsOf(result.error, value);
        const untold = faults
          .filter(({ reason }) => SAYABLE.has(reason))
          .map(({ field, reason }) => `${field} ${reason}`);
        expect(untold.filter((fault) => !IN_PROSE.some(([rule]) => rule.test(fault)))).toEqual([]);
      }),
      RUNS,
    );
  },
);

it.each(bodies)(
  "the document and the server agree on each body %s takes nothing that the document does not show",
  (_, schema, parse) => {
    fc.assert(
      fc.property(valuesOf(schema, components).chain(changed), (value) => {
        if (parse(value).success) expect(schemaFaults(value, schema, components)).toEqual([]);
      }),
      RUNS,
    );
  },
);
