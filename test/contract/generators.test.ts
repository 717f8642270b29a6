import { expect, it } from "vitest";
import type { Schema } from "../support/schema-check";
import { components, document, routes } from "./support/document";

/** What broke the code that generators of clients wrote of an older document. The clients themselves are tried in `test/made-clients`. */

const named = Object.entries(components.schemas ?? {});

/** Every schema below one, with its place. */
function* schemasIn(value: unknown, at: string): Generator<readonly [string, Schema]> {
  if (typeof value !== "object" || value === null) return;
  yield [at, value];
  for (const [key, inner] of Object.entries(value)) yield* schemasIn(inner, `${at}.${key}`);
}
const everywhere = [...schemasIn(document, "$")];

const same = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

it("the document has no list of one boolean, and no constant one: generators compare it with a text", () => {
  const found = everywhere.filter(
    ([, { type, enum: values, const: only }]) => type === "boolean" && (values !== undefined || only !== undefined),
  );
  expect(found.map(([at]) => at)).toEqual([]);
});

it("the document has no default that is an object or a list: generators write code of it that does not compile", () => {
  const found = everywhere.filter(([, { default: value }]) => typeof value === "object" && value !== null);
  expect(found.map(([at]) => at)).toEqual([]);
});

it("the document has no component whose name begins with New: in Go that is the constructor of another", () => {
  expect(named.map(([name]) => name).filter((name) => name.startsWith("New"))).toEqual([]);
});

it("the document has no component with a property of its own name: in Python one variable would be both", () => {
  const found = named.filter(([name, { properties = {} }]) =>
    Object.keys(properties).some((key) => same(key) === same(name)),
  );
  expect(found.map(([name]) => name)).toEqual([]);
});

it("the document has a component for every body, and for every answer in JSON or for the items of its list", () => {
  const nameless = routes.flatMap(({ line, item }) => [
    ...Object.values(item.requestBody?.content ?? {}).map(({ schema }) => [line, schema] as const),
    ...Object.entries(item.responses).flatMap(([status, { content = {} }]) =>
      content["application/json"] ? [[`${line} ${status}`, content["application/json"].schema] as const] : [],
    ),
  ]);
  const found = nameless.filter(([, schema]) => (schema.items ?? schema).$ref === undefined);
  expect(found.map(([at]) => at)).toEqual([]);
});

it("the document gives each way to send one body a name of its own: a generated client tells them apart by it", () => {
  const found = routes.filter(({ item }) => {
    const refs = Object.values(item.requestBody?.content ?? {}).map(({ schema }) => schema.$ref);
    return new Set(refs).size < refs.length;
  });
  expect(found.map(({ line }) => line)).toEqual([]);
});

it("the document names X-Tenant-ID where a request may act in another space, and only there", () => {
  const withHeader = routes.filter(({ item }) => item.parameters?.some(({ name }) => name === "X-Tenant-ID"));
  const expected = routes.filter(({ terms }) => terms && !terms.login && terms.reach !== "home");
  expect(withHeader.map(({ line }) => line)).toEqual(expected.map(({ line }) => line));
  expect(expected.length).toBeGreaterThan(100);
});

it("the document names X-Request-ID on every route", () => {
  const without = routes.filter(({ item }) => !item.parameters?.some(({ name }) => name === "X-Request-ID"));
  expect(without.map(({ line }) => line)).toEqual([]);
});
