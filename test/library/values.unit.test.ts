import { inspect } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ReadCache } from "../../packages/client/src/library/cache.ts";
import { fillRoute, parseServerUrl } from "../../packages/client/src/library/calls/address.ts";
import { errorOf } from "../../packages/client/src/library/calls/faults.ts";
import { conceal } from "../../packages/client/src/library/conceal.ts";
import { Postern } from "../../packages/client/src/library/index.ts";
import { cursorInLink, Listing } from "../../packages/client/src/library/paging.ts";

const CANARY = "c4nary-value";
const thrownBy = (act: () => unknown): unknown => {
  try {
    return { given: act() };
  } catch (error) {
    return error;
  }
};

it("an answer with a value does not show it when it is inspected, wherever it stands in it, and is plain data all the same", () => {
  const data = { password: CANARY, list: [CANARY, { deep: CANARY }], nothing: null };
  const answer = conceal({ path: "a", data }, ["data"]);
  expect(inspect(answer, { depth: 9 })).toBe(
    "{\n  path: 'a',\n  data: {\n    password: '[concealed]',\n    list: [ '[concealed]', { deep: '[concealed]' } ],\n    nothing: null\n  }\n}",
  );
  for (const part of [answer, answer.data, answer.data.list, { answer }, [answer.data.list[1]]])
    expect(inspect(part, { depth: 9 })).not.toContain(CANARY);
  expect(JSON.parse(JSON.stringify(answer))).toEqual({ path: "a", data });
  expect(Object.keys(answer)).toEqual(["path", "data"]);
});

it("a client does not show its token when it is inspected, nor does an error of its options", () => {
  const client = new Postern({ url: "https://postern.example", token: CANARY });
  expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(CANARY);
  const bad = thrownBy(() => new Postern({ url: "https://postern.example", token: `${CANARY}\n` }));
  expect(bad).toMatchObject({ code: "invalid_option" });
  expect(inspect(bad, { depth: 9, showHidden: true })).not.toContain(CANARY);
});

it.each(["", "a\nb", "a b", "ü"])("a client takes no tenant like %j, which no header holds", (tenant) => {
  const fault = thrownBy(() => new Postern({ url: "https://postern.example", token: "t", tenant }));
  expect(fault).toMatchObject({
    code: "invalid_option",
    message: "invalid_option: tenant is empty, or holds what no id can",
  });
});

it("a client takes one of token, oidc and vault", () => {
  const url = "https://postern.example";
  const vault = { roleId: "r" };
  const bad = [
    { url },
    { url, token: "t", oidc: true as const },
    { url, token: "t", vault },
    { url, vault: { roleId: "" } },
  ];
  for (const options of bad) expect(thrownBy(() => new Postern(options))).toMatchObject({ code: "invalid_option" });
});

it.each([
  "",
  "postern.example",
  "http://postern.example",
  "ftp://postern.example",
  "https://u:p@postern.example",
  "https://postern.example/?a=1",
  "https://postern.example/#a",
  "http://127.0.0.1.example",
])("a server's address is refused: %j", (text) =>
  expect(thrownBy(() => parseServerUrl(text))).toMatchObject({ code: "invalid_option" }),
);

it("a server's address is taken without the slash at its end, http for this machine alone", () => {
  expect(
    [
      "https://postern.example/",
      "https://a.example/postern//",
      "http://127.0.0.1:8787",
      "http://[::1]:1/",
      "http://localhost",
    ].map(parseServerUrl),
  ).toEqual([
    "https://postern.example",
    "https://a.example/postern",
    "http://127.0.0.1:8787",
    "http://[::1]:1",
    "http://localhost",
  ]);
});

it("a filled route leads to that route, whatever its names are, or is refused", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "/", ".", "%", "2", "e", "?", "#", "\\", " ", ":", "ü") }),
      (text) => {
        const filled = thrownBy(() => fillRoute("/v1/secrets/{path}/versions", { path: text }));
        if (filled instanceof Error) return;
        const { given } = filled as { given: string };
        const url = new URL(`https://postern.example${given}`);
        expect([
          url.pathname.startsWith("/v1/secrets/"),
          url.pathname.endsWith("/versions"),
          url.search,
          url.hash,
        ]).toEqual([true, true, "", ""]);
        expect(decodeURIComponent(url.pathname.slice("/v1/secrets/".length, -"/versions".length))).toBe(text);
      },
    ),
  );
  expect(fillRoute("/v1/tokens/{id}", { id: "a/b" })).toBe("/v1/tokens/a%2Fb");
  expect(thrownBy(() => fillRoute("/v1/tokens/{id}", { id: ".." }))).toMatchObject({ code: "invalid_address" });
});

it("an answer that is none of Postern's is told without what it holds", () => {
  for (const body of [CANARY, { error: CANARY }, { error: { code: CANARY.toUpperCase() } }, null, [], undefined]) {
    const error = errorOf(new Response(null, { status: 502 }), body);
    expect(error).toMatchObject({ code: "bad_answer", status: 502, details: {}, requestId: null });
    expect(inspect(error)).not.toContain(CANARY);
  }
});

it("a cache keeps nothing longer than it may, nor past the end of the value", () => {
  let now = 0;
  const cache = new ReadCache({ maxAgeMs: 100 }, () => now);
  cache.keep("a", "1", null, cache.epoch);
  cache.keep("b", "2", 50, cache.epoch);
  now = 50;
  expect([cache.find("a"), cache.find("b")]).toEqual(["1", undefined]);
  now = 100;
  expect(cache.find("a")).toBeUndefined();
});

it("a cache keeps no value that was read before something was forgotten", () => {
  const cache = new ReadCache({}, () => 0);
  const { epoch } = cache;
  cache.forget("b");
  cache.keep("a", "old", null, epoch);
  expect(cache.find("a")).toBeUndefined();
});

it("a cache stays within its bounds, and gives up what was unused the longest", () => {
  const cache = new ReadCache({ maxEntries: 2, maxCharacters: 10 }, () => 0);
  cache.keep("a", "1", null, cache.epoch);
  cache.keep("b", "2", null, cache.epoch);
  cache.find("a");
  cache.keep("c", "3", null, cache.epoch);
  expect(["a", "b", "c"].map((key) => cache.find(key))).toEqual(["1", undefined, "3"]);
  cache.keep("d", "1234567890", null, cache.epoch);
  expect(["a", "c", "d"].map((key) => cache.find(key))).toEqual([undefined, undefined, "1234567890"]);
  cache.keep("e", "12345678901", null, cache.epoch);
  expect([cache.find("d"), cache.find("e")]).toEqual(["1234567890", undefined]);
});

it("a list ends when a page leads to itself", async () => {
  const list = new Listing(async () => ({ items: [1], cursor: "same" }));
  expect(await list.toArray().catch((error: unknown) => error)).toMatchObject({ code: "bad_answer" });
});

it("the next page is read out of Link, and out of nothing else", () => {
  expect(cursorInLink('</api/v1/credentials?limit=2&cursor=a%2Bb>; rel="next"')).toBe("a+b");
  expect(["", null, '</a?cursor=x>; rel="prev"', "cursor=x", '</a>; rel="next"'].map(cursorInLink)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
