import fc from "fast-check";
import { expect, it } from "vitest";
import type { Document } from "../../reference/src/model/document.ts";
import { fieldsOf, limitsText, typeText } from "../../reference/src/model/fields.ts";
import { groupsOf, type Operation, WEBHOOKS } from "../../reference/src/model/operations.ts";
import { addressOf, filledAtFirst, missingIn, requestOf } from "../../reference/src/model/request.ts";
import { find, indexOf } from "../../reference/src/model/search.ts";

const THING = { type: "object", properties: { size: { type: "integer" }, in: { $ref: "#/components/schemas/Thing" } } };
const DOCUMENT: Document = {
  info: { title: "T", version: "1", description: "" },
  tags: [
    { name: "Things", description: "All things." },
    { name: "Nothing", description: "No operation has it." },
  ],
  paths: {
    "/things/{path}": {
      put: {
        operationId: "things.put",
        tags: ["Things"],
        summary: "Put a thing",
        security: [{ bearer: [] }],
        parameters: [
          { name: "path", in: "path", required: true, schema: { type: "string" } },
          { name: "limit", in: "query", schema: { type: "integer" } },
          { name: "big", in: "query", schema: { type: "boolean" } },
        ],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" }, example: { size: 1 } } },
        },
        responses: {
          200: { description: "Done." },
          404: { description: "`not_found`, `thing_lost`" },
          500: { description: "Half done." },
          503: { description: "`service_unavailable`" },
        },
      },
      get: { operationId: "things.get", tags: ["Things"], summary: "Get a thing", responses: {} },
    },
  },
  webhooks: {
    "thing.made": {
      post: { summary: "A thing was made", security: [], responses: { "2XX": { description: "Taken." } } },
    },
  },
  components: { schemas: { Thing: THING } },
};
const groups = groupsOf(DOCUMENT);
const put = groups[0]?.operations.find(({ id }) => id === "things.put") as Operation;

it("operations stand below their subject, a subject without one is left out, and what webhooks send comes last", () => {
  expect(groups.map(({ name, operations }) => [name, operations.map(({ id }) => id)])).toEqual([
    ["Things", ["things.get", "things.put"]],
    [WEBHOOKS, ["webhook:thing.made"]],
  ]);
});

it("an operation's refusals are its codes by status; a status that names no code is an answer", () => {
  expect(put.answers).toEqual([
    { status: "200", description: "Done." },
    { status: "500", description: "Half done." },
  ]);
  expect(put.refusals).toEqual([
    { status: "404", codes: ["not_found", "thing_lost"] },
    { status: "503", codes: ["service_unavailable"] },
  ]);
});

it("a search finds by name, path, summary, field and code, titles first, and only what has every word", () => {
  const index = indexOf(groups, DOCUMENT);
  const found = (text: string) => find(index, text).map(({ id }) => id);
  expect(found("horse")).toEqual([]);
  expect(found("thing horse")).toEqual([]);
  expect(found("  PUT thing ")).toEqual(["things.put"]);
  expect(found("size")).toEqual(["things.put"]);
  expect(found("thing_lost")).toEqual(["things.put"]);
  expect(found("made")).toEqual(["webhook:thing.made"]);
  expect(found("")).toEqual(["things.get", "things.put", "webhook:thing.made"]);
});

it("no text that is typed into the search breaks it", () => {
  const index = indexOf(groups, DOCUMENT);
  fc.assert(fc.property(fc.string(), (text) => find(index, text).length <= index.length));
});

it("a request says what it still lacks, and shows its place in the samples", () => {
  const filled = { parameters: {}, body: "" };
  expect(missingIn(put, filled)).toEqual(["path", "body"]);
  expect(addressOf(requestOf(put, filled))).toBe("/things/PATH");
  expect(missingIn(put, { ...filledAtFirst(put), parameters: { "path path": "a" } })).toEqual([]);
});

it("a request has what was filled in, with the types that the document gives, and nothing that was left empty", () => {
  const parameters = { "path path": "a b/c?", "query limit": "5", "query big": "true" };
  const request = requestOf(put, { ...filledAtFirst(put), parameters });
  expect(request).toEqual({
    method: "put",
    route: "/things/{path}",
    path: { path: "a b/c?" },
    query: { limit: 5, big: true },
    headers: {},
    body: { type: "application/json", text: '{\n  "size": 1\n}' },
    takesToken: true,
    isAnsweredInJson: true,
  });
  expect(addressOf(request)).toBe("/things/a%20b/c%3F?limit=5&big=true");
});

it("a number that can't be held, and what is none, are sent as they were typed", () => {
  for (const text of ["9007199254740993", "05", "five", "1e400"])
    expect(requestOf(put, { body: "", parameters: { "query limit": text } }).query).toEqual({ limit: text });
});

it("a value in the path stays in its place, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 1 }).filter((text) => text.isWellFormed()),
      (text) => {
        const address = addressOf(requestOf(put, { body: "", parameters: { "path path": text } }));
        expect(address).toMatch(/^\/things\/[^?#\s]*$/);
        expect(decodeURIComponent(address.slice("/things/".length))).toBe(text);
      },
    ),
  );
});

it("a field is told by its type, its limits and what it holds, also where a schema leads back to itself", () => {
  const { schemas } = DOCUMENT.components;
  expect(fieldsOf({ type: "array", items: { $ref: "#/components/schemas/Thing" } }, schemas)).toEqual([
    { name: "size", isRequired: false, type: "integer", limits: "", description: "", inner: undefined },
    {
      name: "in",
      isRequired: false,
      type: "Thing",
      limits: "",
      description: "",
      inner: { $ref: "#/components/schemas/Thing" },
    },
  ]);
  expect(fieldsOf({ $ref: "#/components/schemas/None" }, schemas)).toEqual([]);
  const list = { type: ["array", "null"], items: { type: "string" } };
  expect([
    typeText(list, schemas),
    typeText({ anyOf: [THING, { type: "null" }] }, schemas),
    typeText({}, schemas),
  ]).toEqual(["list of string or null", "object or null", "any"]);
  expect(limitsText({ enum: ["a", null], minLength: 1, maxLength: 5, minItems: 2, maximum: 0, default: false })).toBe(
    "one of a, null; up to 0; 1 to 5 characters; 2 or more items; default false",
  );
});
