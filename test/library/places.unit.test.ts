import { inspect } from "node:util";
import { expect, it } from "vitest";
import { findPlace, type PlaceOptions, type PlaceParts } from "../../packages/client/src/library/sign-in/places.ts";

const JWT = "eyJh.eyJi.c2ln";
const GITHUB = {
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://actions.example/token?api=1",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "github-canary",
};

interface Given {
  readonly env?: PlaceParts["env"];
  readonly files?: Readonly<Record<string, string>>;
  readonly answer?: () => Promise<Response>;
}
const partsOf = ({ env = {}, files = {}, answer }: Given, asked: [string, RequestInit][] = []): PlaceParts => ({
  env,
  readFile: async (path) => files[path] ?? Promise.reject(new Error(`ENOENT ${path}`)),
  fetch: async (url, init) => {
    asked.push([url, init]);
    return await (answer ?? (async () => Response.json({ value: JWT })))();
  },
});
async function tokenAt(options: PlaceOptions, given: Given): Promise<unknown> {
  const ask = await findPlace(options, partsOf(given));
  return ask === undefined ? "no place" : await ask(undefined).catch((error: unknown) => error);
}

it("a program without a platform that signs is at no place", async () => {
  expect(await tokenAt({}, {})).toBe("no place");
  expect(await tokenAt({}, { env: { ACTIONS_ID_TOKEN_REQUEST_URL: "https://actions.example" } })).toBe("no place");
  expect(await tokenAt({}, { env: { POSTERN_JWT: "" } })).toBe("no place");
});

it.each([
  [{ variable: "MY_JWT" }, {}, { variable: "MY_JWT" }],
  [{ variable: "MY_JWT" }, { env: { MY_JWT: "c4nary no jwt" } }, { variable: "MY_JWT" }],
  [{ tokenFile: "/t" }, {}, { tokenFile: "/t" }],
  [{ tokenFile: "/t" }, { files: { "/t": "c4nary\nno jwt" } }, { tokenFile: "/t" }],
  [{}, { env: GITHUB, answer: async () => new Response("c4nary", { status: 403 }) }, { place: "github", status: 403 }],
  [{}, { env: GITHUB, answer: async () => Response.json({ value: 7 }) }, { place: "github", status: 200 }],
  [{}, { env: GITHUB, answer: async () => Promise.reject(new Error("c4nary")) }, {}],
  [{}, { env: { ...GITHUB, ACTIONS_ID_TOKEN_REQUEST_URL: "http://actions.example" } }, {}],
] as const)(
  "a place without a sound token says which, and nothing that was there (%#)",
  async (options, given, details) => {
    const error = await tokenAt(options, given);
    expect(error).toMatchObject({ code: "no_identity_token", status: 0, details });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/c4nary|github-canary/);
  },
);

it("GitHub is asked for a token with the audience, by the job's own token, and no redirect is followed", async () => {
  const asked: [string, RequestInit][] = [];
  const ask = await findPlace({ audience: "https://postern.example/tnt_acme" }, partsOf({ env: GITHUB }, asked));
  expect(await ask?.(undefined)).toBe(JWT);
  expect(
    asked.map(([url, { headers, redirect }]) => [url, new Headers(headers).get("authorization"), redirect]),
  ).toEqual([
    [
      "https://actions.example/token?api=1&audience=https%3A%2F%2Fpostern.example%2Ftnt_acme",
      "Bearer github-canary",
      "manual",
    ],
  ]);
});

it("a variable and a file are read anew each time, and what is named goes before what is found", async () => {
  const files = { "/var/run/postern/token": `${JWT}\n`, "/other": "a.b.c" };
  expect(await tokenAt({}, { files })).toBe(JWT);
  expect(await tokenAt({}, { files, env: { POSTERN_JWT: "d.e.f" } })).toBe("d.e.f");
  expect(await tokenAt({}, { files, env: { POSTERN_JWT: "d.e.f", ...GITHUB } })).toBe(JWT);
  expect(await tokenAt({ tokenFile: "/other" }, { files, env: GITHUB })).toBe("a.b.c");
  expect(await tokenAt({ variable: "X" }, { files, env: { ...GITHUB, X: "g.h.i" } })).toBe("g.h.i");
});
