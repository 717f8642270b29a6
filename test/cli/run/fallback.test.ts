import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { seal } from "../../../packages/client/src/cli/run/sealed.ts";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

const CANARY = "canary-77b1";
let space: Space;
beforeAll(async () => {
  space = await newSpace();
  await space.api("PUT", "/v1/secrets/app/key", { body: { data: { key: CANARY } } });
});

const RUN = ["run", "--fallback", "kept", "--", "sh", "-c", 'echo "$A"'];

/** Stands before the server; then answers what it is told, or does not answer at all. Its address stays. */
async function front() {
  let status: number | "gone" | "there" = "there";
  const server = createServer((request, response) => {
    if (status === "gone") return void request.socket.destroy();
    if (status !== "there") return void response.writeHead(status, { "Content-Type": "text/html" }).end("<p>busy</p>");
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", async () => {
      const headers = { Authorization: request.headers.authorization ?? "", "Content-Type": "application/json" };
      const answer = await fetch(`${space.url}${request.url}`, {
        method: request.method ?? "GET",
        headers,
        body: Buffer.concat(parts),
      });
      response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    is(now: typeof status) {
      status = now;
    },
  };
}

async function person() {
  const home = newFolder();
  writeFileSync(join(home, ".env.postern"), "A=pst://app/key#key");
  const server = await front();
  return { home, kept: join(home, "kept"), server, ...typistOf({ url: server.url, token: space.token }, home) };
}

it("postern run has nothing to fall back to before the first answer", async () => {
  const { server, postern, kept } = await person();
  server.is("gone");
  const { code, out, err } = await postern(RUN);
  expect([code, out]).toEqual([7, ""]);
  expect(err).toMatch(/^error: the server at http:\/\/127\.0\.0\.1:\d+ could not be reached \(unreachable\)\n/);
  expect(existsSync(kept)).toBe(false);
});

it("postern run keeps the values for their owner alone, and shows none of them", async () => {
  const { postern, kept } = await person();
  expect(await postern(RUN)).toEqual({ code: 0, out: `${CANARY}\n`, err: "" });
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  expect(readFileSync(kept, "utf8")).not.toContain(CANARY);
  expect(Object.keys(JSON.parse(readFileSync(kept, "utf8")))).toEqual([
    "version",
    "created_at",
    "salt",
    "nonce",
    "sealed",
  ]);
});

it.each([
  ["gone" as const, "unreachable"],
  [503, "bad_answer"],
  [502, "bad_answer"],
])("postern run uses what it kept when the server is %s, and says so", async (status, code) => {
  const { server, postern } = await person();
  await postern(RUN);
  server.is(status);
  const ended = await postern(["run", "--quiet", ...RUN.slice(1)]);
  expect([ended.code, ended.out]).toEqual([0, `${CANARY}\n`]);
  expect(ended.err.replace(/\d+ seconds/, "N seconds")).toBe(
    `warning: the server could not be reached (${code}): the values are those of N seconds ago, from kept\n`,
  );
});

it("postern run --watch starts with what it kept, too", async () => {
  const { server, postern } = await person();
  const watching = ["run", "--watch", ...RUN.slice(1)];
  expect(await postern(watching)).toEqual({ code: 0, out: `${CANARY}\n`, err: "" });
  server.is("gone");
  const { code, out, err } = await postern(watching);
  expect([code, out]).toEqual([0, `${CANARY}\n`]);
  expect(err).toMatch(/^warning: the server could not be reached \(unreachable\): the values are those of /);
  server.is(404);
  expect((await postern(watching)).code).not.toBe(0);
});

it.each([400, 401, 403, 404, 429])("postern run does not use what it kept when the answer is %i", async (status) => {
  const { server, postern } = await person();
  await postern(RUN);
  server.is(status);
  const { code, out } = await postern(RUN);
  expect([code === 0, out]).toEqual([false, ""]);
});

it("postern run does not use what it kept once the token was refused", async () => {
  const { postern } = await person();
  await postern(RUN);
  const { code, out } = await postern(RUN, { env: { POSTERN_TOKEN: "pst_other" } });
  expect([code, out]).toEqual([3, ""]);
});

it("postern run does not use what is older than it may be", async () => {
  const { server, postern, kept } = await person();
  // As it was kept two days ago.
  const values = new Map([["app/key", { version: 1, data: { key: CANARY } }]]);
  const binding = { url: server.url, tenant: null, references: ["app/key#key"] };
  writeFileSync(kept, seal(values, space.token, binding, Date.now() - 48 * 3_600_000));
  server.is("gone");
  expect(await postern(RUN)).toEqual({
    code: 7,
    out: "",
    err:
      "error: the server could not be reached, and kept is 2 days old (fallback_too_old)\n" +
      "  next: --fallback-max-age, if older values may be used\n",
  });
  expect(await postern(["run", "--fallback-max-age", "3d", ...RUN.slice(1)])).toEqual({
    code: 0,
    out: `${CANARY}\n`,
    err: "warning: the server could not be reached (unreachable): the values are those of 2 days ago, from kept\n",
  });
});

it.each<[string, (text: string) => string]>([
  [
    "was changed",
    (text) => text.replace(/"sealed":"./, (start) => `${start.slice(0, -1)}${start.endsWith("A") ? "B" : "A"}`),
  ],
  ["is of another day", (text) => text.replace(/"created_at":"..../, '"created_at":"2099')],
  ["is something else", () => "A=x"],
  ["is empty", () => ""],
])("postern run starts nothing when what was kept %s", async (_, change) => {
  const { server, postern, kept } = await person();
  await postern(RUN);
  writeFileSync(kept, change(readFileSync(kept, "utf8")));
  server.is("gone");
  expect(await postern(RUN)).toEqual({
    code: 1,
    out: "",
    err:
      "error: the server could not be reached, and kept is not what this token kept for these references (fallback_invalid)\n" +
      "  next: the same again once the server is there: it is written anew\n",
  });
});

it("postern run does not use what it kept for other references, or by another token", async () => {
  const { home, server, postern } = await person();
  await postern(RUN);
  server.is("gone");
  const env = { POSTERN_TOKEN: await space.tokenFor(["secrets:read"]) };
  expect((await postern(RUN, { env })).code).toBe(1);
  writeFileSync(join(home, ".env.postern"), "A=pst://app/other");
  expect((await postern(RUN)).code).toBe(1);
});

it("postern run opens what it kept by POSTERN_FALLBACK_KEY, whatever the token is now", async () => {
  const { server, postern } = await person();
  const short = await postern(RUN, { env: { POSTERN_FALLBACK_KEY: "short" } });
  expect([short.code, short.err]).toEqual([
    2,
    "error: POSTERN_FALLBACK_KEY has fewer than 32 characters (usage)\n  next: openssl rand -hex 32\n",
  ]);
  const env = { POSTERN_FALLBACK_KEY: "0123456789abcdef0123456789abcdef" };
  await postern(RUN, { env });
  server.is("gone");
  expect((await postern(RUN, { env: { ...env, POSTERN_TOKEN: "pst_another" } })).out).toBe(`${CANARY}\n`);
  expect((await postern(RUN)).code).toBe(1);
});

it("postern run starts its program though the values can't be kept, and says so", async () => {
  const { postern } = await person();
  expect(await postern(["run", "--fallback", "none/kept", ...RUN.slice(3)])).toEqual({
    code: 0,
    out: `${CANARY}\n`,
    err: "warning: none/kept could not be written: there is nothing to fall back to\n",
  });
});
