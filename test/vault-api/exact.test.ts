import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { membersOf } from "../../src/kernel/json-text";
import { mergePatch } from "../../src/kernel/merge-patch";
import { type Answer, must } from "../support/api";
import { dataText } from "../support/json-texts";
import { newVaultSide, refusal, told, type VaultSide, vaultAs } from "./support";

/** What a parser into numbers and objects would alter, in any place. */
const HARD =
  '{"2":12345678901234567890,"1":{"b":1.10,"10":[1e400,-0,0.0],"9":null},"a":-1E-400,"__proto__":{"\\u0061":"\\/"}}';
const PATH = fc.uuid();

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);

/** The text of `data.data`: metadata follows it. */
const valueIn = (answer: Answer) => {
  const [, text] = /"data":\{"data":(.*),"metadata":\{"created_time"/s.exec(answer.text) ?? [];
  return [answer.status, text];
};
const dataIn = (answer: Answer) => {
  const [, text] = /"data":(.*),"wrap_info":/s.exec(answer.text) ?? [];
  return [answer.status, text];
};
const wrapToken = (answer: Answer): string => must(answer, 200).wrap_info.token;
const TTL = { "x-vault-wrap-ttl": "60" };

it("an exact value is refused in any place where a key is doubled, too deep, or half of a character, and nothing is kept", async () => {
  const duplicate = told(400, "failed to decode JSON input: a key is there twice");
  for (const [line, body] of [
    ["POST secret/data/none", '{"data":{"a":1.10,"\\u0061":1}}'],
    ["POST secret/data/none", '{"data":{"k":[{"a":1,"a":1}]}}'],
    ["POST secret/data/none", '{"data":{"a":1},"data":{"a":1}}'],
    ["PATCH secret/data/none", '{"data":{"a":1,"a":null}}'],
    ["POST cubbyhole/none", '{"a":1,"a":2}'],
    ["POST cubbyhole/none", '{"k":{"a":1,"a":2}}'],
    ["POST sys/wrapping/wrap", '{"a":1,"a":2}'],
  ] as const)
    expect(refusal(await vault(line, body, TTL)), `${line} ${body}`).toEqual(duplicate);
  const deep = `{"data":{"a":${"[".repeat(31)}${"]".repeat(31)}}}`;
  expect(refusal(await vault("POST secret/data/none", deep))).toEqual(
    told(400, "failed to decode JSON input: it is nested too deeply"),
  );
  expect(refusal(await vault("POST secret/data/none", '{"data":{"a":"\\udc00"}}'))).toEqual(
    told(400, 'error converting input for field "data": it is half a character'),
  );
  for (const path of ["secret/data/none", "secret/metadata/none", "cubbyhole/none"])
    expect(refusal(await vault(`GET ${path}`)), path).toEqual(told(404));
});

it("an exact value comes back with every digit, the order of its keys and the spelling of its texts, whatever JSON it is", async () => {
  const once = fc.asyncProperty(dataText, dataText, PATH, async (first, second, path) => {
    must(await vault(`POST secret/data/${path}`, `{ "options":{"cas":0},\t"data" : ${first.sent} }`), 200);
    expect(valueIn(await vault(`GET secret/data/${path}`))).toEqual([200, first.compact]);
    must(await vault(`PUT secret/data/${path}`, `{"data":${second.sent}}`), 200);
    expect(valueIn(await vault(`GET secret/data/${path}?version=1`))).toEqual([200, first.compact]);
    expect(valueIn(await vault(`GET secret/data/${path}`))).toEqual([200, second.compact]);
    expect((await side.tenant.api(`GET /v1/secrets/${path}`)).text).toContain(`{"data":${second.compact},"path":`);
  });
  await fc.assert(once, { numRuns: 25 });
});

it("an exact value that is patched keeps what the patch does not name letter for letter, and takes the rest so", async () => {
  const once = fc.asyncProperty(dataText, dataText, PATH, async (target, patch, path) => {
    must(await vault(`POST secret/data/${path}`, `{"data":${target.sent}}`), 200);
    must(await vault(`PATCH secret/data/${path}`, `{"data":${patch.sent}}`), 200);
    const [status, text = ""] = valueIn(await vault(`GET secret/data/${path}`));
    expect([status, text]).toEqual([200, mergePatch(target.compact, patch.compact)]);
    const named = membersOf(patch.compact).map(({ key }) => key);
    for (const member of membersOf(target.compact))
      if (!named.includes(member.key)) expect(membersOf(String(text))).toContainEqual(member);
  });
  await fc.assert(once, { numRuns: 20 });
});

it("an exact value is the same natively written and read here, and the other way", async () => {
  must(await side.tenant.api("PUT /v1/secrets/native", `{"data":${HARD}}`), 201);
  expect(valueIn(await vault("GET secret/data/native"))).toEqual([200, HARD]);
  must(await vault("PATCH secret/data/native", '{"data":{"1":{"b":1.100,"c":0.10}}}'), 200);
  const patched = HARD.replace('"b":1.10', '"b":1.100').replace('"9":null', '"9":null,"c":0.10');
  expect((await side.tenant.api("GET /v1/secrets/native")).text).toContain(`{"data":${patched},"path":`);
});

it("an exact value is the same in a wrapped answer, in a wrapped body and in a cubbyhole", async () => {
  const once = fc.asyncProperty(dataText, PATH, async ({ sent, compact }, path) => {
    must(await vault(`POST secret/data/${path}`, `{"data":${sent}}`), 200);
    const read = wrapToken(await vault(`GET secret/data/${path}`, undefined, TTL));
    const again = wrapToken(await vault("POST sys/wrapping/rewrap", { token: read }));
    expect(valueIn(await vaultAs(again)("POST sys/wrapping/unwrap"))).toEqual([200, compact]);
    const body = wrapToken(await vault("POST sys/wrapping/wrap", sent, TTL));
    expect(dataIn(await vault("POST sys/wrapping/unwrap", { token: body }))).toEqual([200, canonical(compact)]);
    must(await vault(`POST cubbyhole/${path}`, sent), 204);
    expect(dataIn(await vault(`GET cubbyhole/${path}`))).toEqual([200, canonical(compact)]);
    must(await vault(`DELETE cubbyhole/${path}`), 204);
  });
  await fc.assert(once, { numRuns: 20 });
});

/** Names of a body's own members are read; all else, and their order, is as it was sent. */
const canonical = (text: string): string =>
  `{${membersOf(text)
    .map(({ key, value }) => `${JSON.stringify(key)}:${value}`)
    .join(",")}}`;

it("an exact value's keys stay where they are when they look like integers, also among subkeys", async () => {
  must(await vault("POST secret/data/order", '{"data":{"b":1,"10":{"9":1,"a":{"3":1,"2":1}},"9":1,"a":1}}'), 200);
  expect((await vault("GET secret/subkeys/order")).text).toContain(
    '"subkeys":{"b":null,"10":{"9":null,"a":{"3":null,"2":null}},"9":null,"a":null}}',
  );
  must(await vault("POST cubbyhole/order", '{"b":1,"10":2,"9":3}'), 204);
  expect(dataIn(await vault("GET cubbyhole/order"))).toEqual([200, '{"b":1,"10":2,"9":3}']);
  must(await vault("DELETE cubbyhole/order"), 204);
});
