import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});
const CANARY = "hvs.canary";

type Answers = (address: string, answer: ServerResponse) => void;

/** Imports from a server that answers as it likes. `asked`: each request that it got, and whether it had the token. */
async function importedFrom(answers: Answers) {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(
      `${request.method} ${request.url}${request.headers["x-vault-token"] === CANARY ? "" : " without a token"}`,
    );
    answers(request.url ?? "", answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const env = { VAULT_ADDR: `http://127.0.0.1:${port}`, VAULT_TOKEN: CANARY };
  const args = ["import", "--from", "vault", "--kv", "2", "--prefix", "app", "--yes"];
  const ended = await typistOf(space, newFolder()).postern(args, { env });
  expect(ended.out + ended.err).not.toContain(CANARY);
  return { ...ended, asked };
}
const json = (answer: ServerResponse, body: unknown, status = 200) => {
  answer.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
};

it("a vault that leads elsewhere is not followed", async () => {
  const { code, err, asked } = await importedFrom((_, answer) => {
    answer.writeHead(307, { Location: "/elsewhere" }).end(CANARY);
  });
  expect([code, asked]).toEqual([1, ["GET /v1/secret/metadata/app?list=true"]]);
  expect(err).toBe("error: the vault answered with the status 307 (vault_failed)\n  next: the same command again\n");
});

it.each([
  ["no JSON", `${CANARY} is no JSON`],
  ["a list", "[]"],
  ["a key twice", `{"data":{"keys":[]},"data":{"keys":["${CANARY}"]}}`],
  ["levels without end", "[".repeat(100_000)],
])("an answer that is none of a vault, %s, is told in a word", async (_, text) => {
  const { code, out, err } = await importedFrom((_, answer) => void answer.end(text));
  expect([code, out, err]).toEqual([
    1,
    "",
    "error: the vault's answer is none of a vault (vault_failed)\n  next: the same command again\n",
  ]);
});

it("names that lead nowhere are told and not followed, and none moves the cursor of a terminal", async () => {
  const keys = ["../", "..", ".", "", "/", "\u001b[2Jx", "no", "folder/"];
  const { code, out, err, asked } = await importedFrom((address, answer) => {
    if (address === "/v1/secret/metadata/app?list=true") return json(answer, { data: { keys } });
    if (address.startsWith("/v1/secret/metadata/app/folder")) return json(answer, { errors: [CANARY] }, 403);
    json(answer, { errors: [] }, 404);
  });
  expect([code, err]).toEqual([6, "Plan: 8 in conflict.\nNothing was written.\n"]);
  expect(asked.toSorted()).toEqual([
    "GET /v1/secret/metadata/app/%1B%5B2Jx",
    "GET /v1/secret/metadata/app/folder?list=true",
    "GET /v1/secret/metadata/app/no",
    "GET /v1/secret/metadata/app?list=true",
  ]);
  const lines = out.split("\n").slice(1, -1);
  expect(lines.map((line) => line.replaceAll(/ {2,}/g, " | ")).toSorted()).toEqual(
    [
      "conflict | app/ | 0 | no address leads to a name like this",
      "conflict | app/ | 0 | no address leads to a name like this",
      "conflict | app/. | 0 | no address leads to a name like this",
      "conflict | app/.. | 0 | no address leads to a name like this",
      "conflict | app/.. | 0 | no address leads to a name like this",
      "conflict | app/\\u{1b}[2Jx | 0 | the vault has no version of it",
      "conflict | app/folder/ | 0 | the vault's token may not read it",
      "conflict | app/no | 0 | the vault has no version of it",
    ].toSorted(),
  );
});

it("each number that a vault gives keeps its digits, and a vault that is busy is asked again", async () => {
  let busy = 2;
  const versions = { "1": { deletion_time: "", destroyed: false } };
  const { code, asked } = await importedFrom((address, answer) => {
    if (busy-- > 0) return json(answer, { errors: [CANARY] }, 503);
    if (address.endsWith("?list=true")) return json(answer, { data: { keys: ["n"] } });
    if (address.includes("/metadata/")) return json(answer, { data: { current_version: 1, versions } });
    answer.end('{"data":{"data":{"n":12345678901234567890.10},"metadata":{"version":1}}}');
  });
  expect([code, asked.length]).toEqual([0, 5]);
  const { out } = await typistOf(space, newFolder()).postern(["export", "app/n"]);
  expect(out).toBe('{\n  "app/n": {"n":12345678901234567890.10}\n}\n');
});
