import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { newPolicy } from "../generation/support";
import { type Answer, must } from "../support/api";
import { dataText } from "../support/json-texts";
import { at, newWorld } from "./partner/support";
import { newStore, type Store } from "./support";

/** What a parser into numbers and objects would alter, in any place. */
const HARD =
  '{"2":12345678901234567890,"1":{"b":1.10,"10":[1e400,-0,0.0],"9":null},"a":-1E-400,"__proto__":{"\\u0061":"\\/"}}';
const OTHER = HARD.replace("1.10", "1.100");

let store: Store;

const stored = (text: string): string => `{ "metadata":{"owner":"o"},\t"data" : ${text} }`;
/** An answer begins with the text of the value. */
const valueIn = ({ status, text }: Answer, length: number) => [status, text.slice(0, '{"data":'.length + length + 1)];
const isText = (answer: Answer, text: string) =>
  expect(valueIn(answer, text.length)).toEqual([200, `{"data":${text},`]);

const anew = async () => {
  store = await newStore();
};
beforeEach(anew);

it("an exact value is refused for its form as any other: a doubled key, one too deep, half of a pair, none at all", async () => {
  const details = async (line: string, body: string) => (await store.at(line, body)).body.error.details;
  for (const [line, key] of [
    ["PUT a", "data"],
    ["POST a/rotate", "new_value"],
  ] as const) {
    expect(await details(line, `{"${key}":{"a":1.10,"\\u0061":1}}`)).toEqual({ reason: "duplicate_key", key: "a" });
    expect(await details(line, `{"${key}":${"[".repeat(32)}${"]".repeat(32)}}`)).toEqual({ reason: "too_deep" });
    expect(await details(line, `{"${key}":{"a":"\\udc00"}}`)).toEqual({ fields: { [key]: "surrogate" } });
    for (const [value, reason] of [
      ["{ }", "empty"],
      ["[1.10]", "type"],
      ["null", "type"],
      ["1e400", "type"],
      ['"{}"', "type"],
    ])
      expect(await details(line, `{"${key}": ${value}}`), value).toEqual({ fields: { [key]: reason } });
  }
  expect((await store.at("GET a")).status).toBe(404);
});

it("an exact value's size is that of its text without white space", async () => {
  const text = (digits: number) => `{"data": {"k": ${"9".repeat(digits)}, \n"l": ""} }`;
  const most = 1_048_576 - '{"k":,"l":""}'.length;
  must(await store.at("PUT a", text(most)), 201);
  isText(await store.at("GET a"), `{"k":${"9".repeat(most)},"l":""}`);
  const over = must(await store.at("PUT a", text(most + 1)), 413);
  expect(over.error.details).toEqual({ limit_bytes: 1_048_576 });
});

it("an exact value comes back with every digit, the order of its keys and the spelling of its texts, whatever JSON it is", async () => {
  const once = fc.asyncProperty(dataText, dataText, fc.uuid(), async (first, second, path) => {
    must(await store.at(`PUT ${path}`, stored(first.sent)), 201);
    isText(await store.at(`GET ${path}`), first.compact);
    must(await store.at(`POST ${path}/rotate`, `{"new_value":${second.sent},"grace_period":"1h"}`), 200);
    isText(await store.at(`GET ${path}`), second.compact);
    isText(await store.at(`GET ${path}?version=1`), first.compact);
  });
  await fc.assert(once, { numRuns: 25 });
});

it("an exact value is the same in a batch, in the order of the paths, and after a change of what is beside it", async () => {
  must(await store.at("PUT 2", stored(HARD)), 201);
  must(await store.at("PUT 1", stored(OTHER)), 201);
  const rest = '"version":1,"secret_type":"kv"';
  expect((await store.at("POST batch", { paths: ["2", "1"] })).text).toBe(
    `{"secrets":{"2":{"data":${HARD},${rest}},"1":{"data":${OTHER},${rest}}},"errors":{}}`,
  );
  must(await store.at("PATCH 2", { metadata: { owner: "other" } }), 200);
  isText(await store.at("GET 2"), HARD);
  must(await store.at("DELETE 2"), 200);
  must(await store.at("POST 2/restore"), 200);
  isText(await store.at("GET 2"), HARD);
});

it("an exact value keeps what is not made when a policy makes the rest, and made values stand in the order of the fields", async () => {
  const fields = ["b", "10", "a", "9"].map((name) => ({ name, generator: "static", config: { value: name } }));
  const id = await newPolicy(store, { fields });
  must(await store.at("PUT a", stored(HARD)), 201);
  for (const path of ["a", "new"])
    must(await store.api(`POST /v1/secret-policies/${id}/generate`, { path }), path === "a" ? 200 : 201);
  isText(await store.at("GET a"), `${HARD.replace("-1E-400", '"a"').slice(0, -1)},"b":"b","10":"10","9":"9"}`);
  isText(await store.at("GET new"), '{"b":"b","10":"10","a":"a","9":"9"}');
  const sample = await store.api(`POST /v1/secret-policies/${id}/preview`);
  expect(sample.text).toBe('{"data":{"b":"b","10":"10","a":"a","9":"9"}}');
});

it("an exact value is the same among those that a partner shares", async () => {
  const { partner, one } = await newWorld();
  must(await at(partner.admin, "PUT a", stored(HARD)), 201);
  must(await at(partner.admin, "POST a/rotate", `{"new_value":${OTHER},"grace_period":"1h"}`), 200);
  isText(await at(one.admin, "GET a"), OTHER);
  isText(await at(one.admin, "GET a?version=1"), HARD);
});

it("an exact value is what is pushed into the own store, where values are texts, with its keys in order", async () => {
  const made = await store.api("POST /api/v1/vault-integrations", { name: "own", type: "native" });
  const { id } = must(made, 201);
  const push = (data: string) =>
    store.api(`POST /api/v1/vault-integrations/${id}/secrets`, `{"path":"pushed", "data": ${data}}`);
  expect(must(await push('{"2":1e400,"1":"x"}'), 400).error.details).toEqual({ fields: { "data.2": "type" } });
  must(await push('{ "2":"\\u0061" , "1":"","__proto__":"x" }'), 201);
  isText(await store.at("GET pushed"), '{"2":"\\u0061","1":"","__proto__":"x"}');
});
