import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Request } from "../../reference/src/model/request.ts";
import { sampleOf } from "../../reference/src/model/samples.ts";

const SERVER = "https://postern.example";
const PUT: Request = {
  method: "put",
  route: "/v1/secrets/{path}",
  path: { path: "shop/db" },
  query: {},
  headers: { "If-Match": '"1"' },
  body: { type: "application/json", text: '{"data":{"user":"o\'hara","on":true,"none":null,"list":[1]}}' },
  takesToken: true,
  isAnsweredInJson: true,
};

it("a sample of curl is one that a shell can run, whatever was typed, and takes the token from the environment", () => {
  expect(sampleOf("curl", PUT, SERVER)).toBe(`curl -sS -X PUT 'https://postern.example/v1/secrets/shop/db' \\
  -H "Authorization: Bearer $POSTERN_TOKEN" \\
  -H 'If-Match: "1"' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"data":{"user":"o'\\''hara","on":true,"none":null,"list":[1]}}'`);
});

it("a sample of TypeScript calls the client package by route", () => {
  expect(sampleOf("TypeScript", PUT, SERVER)).toBe(`import { Postern } from "postern";

const postern = new Postern({ url: "https://postern.example", token: process.env.POSTERN_TOKEN });
const answer = await postern.call("put", "/v1/secrets/{path}", {
  path: { path: "shop/db" },
  headers: { "If-Match": "\\"1\\"" },
  body: {
    "data": {
      "user": "o'hara",
      "on": true,
      "none": null,
      "list": [
        1
      ]
    }
  },
});`);
});

it("a sample of TypeScript asks by address where the package has no type: for an answer, or a body, that is no JSON", () => {
  const body = { type: "application/x-www-form-urlencoded", text: "a=b" };
  const form = { ...PUT, headers: {}, query: { limit: 5 }, body, takesToken: false };
  const call = `import { Postern } from "postern";

const postern = new Postern({ url: "https://postern.example" });
const answer = await postern.fetch("/v1/secrets/shop/db?limit=5", {
  method: "PUT",
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
  body: "a=b",
});`;
  expect(sampleOf("TypeScript", form, SERVER)).toBe(call);
  expect(sampleOf("TypeScript", { ...form, body: undefined, isAnsweredInJson: false }, SERVER)).toContain(
    'await postern.fetch("/v1/secrets/shop/db?limit=5", {\n  method: "PUT",\n});',
  );
});

it("a sample of Python writes the values as Python does, and takes the token from the environment", () => {
  expect(sampleOf("Python", PUT, SERVER)).toBe(`import os

import requests

answer = requests.put(
    "https://postern.example/v1/secrets/shop/db",
    headers={
        "Authorization": "Bearer " + os.environ["POSTERN_TOKEN"],
        "If-Match": "\\"1\\"",
    },
    json={
        "data": {
            "user": "o'hara",
            "on": True,
            "none": None,
            "list": [
                1,
            ],
        },
    },
    timeout=90,
)
answer.raise_for_status()`);
});

it("a body that is not JSON yet stands in each sample as the text that it is", () => {
  const typed = { ...PUT, headers: {}, body: { type: "application/json", text: '{"data": ' } };
  expect(sampleOf("curl", typed, SERVER)).toContain(`--data-raw '{"data": '`);
  expect(sampleOf("TypeScript", typed, SERVER)).toContain('  body: "{\\"data\\": ",');
  expect(sampleOf("Python", typed, SERVER)).toContain('    data="{\\"data\\": ",');
});

/** What a shell makes of the words after `curl`; none of them is carried out. */
const wordsIn = (sample: string): readonly string[] => {
  const script = sample.replace(/^curl/, String.raw`printf '%s\0'`);
  const run = spawnSync("sh", ["-c", script], { encoding: "utf8", env: { POSTERN_TOKEN: "t" } });
  return run.stdout.split("\0").slice(0, -1);
};

it("nothing that is typed gets out of its quotes in a shell", () => {
  const texts = fc.string({ unit: "grapheme", maxLength: 30 }).filter((text) => !/[\0\ud800-\udfff]/.test(text));
  fc.assert(
    fc.property(fc.oneof(texts, fc.constantFrom("'; id; '", "$(id)", "`id`", "\\'", "\n")), (text) => {
      const words = wordsIn(sampleOf("curl", { ...PUT, body: { type: "application/json", text } }, SERVER));
      expect(words.slice(-6)).toEqual([
        "-H",
        'If-Match: "1"',
        "-H",
        "Content-Type: application/json",
        "--data-raw",
        text,
      ]);
    }),
    { numRuns: 40 },
  );
});
