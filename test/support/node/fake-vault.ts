import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { TestProject } from "vitest/node";
import type { Answer, Call, Rule, Script } from "../fake-vault-script.ts";
import { HealthyVault, type Reply } from "./healthy-vault.ts";
import { type Loopback, listen, readText, sendJson } from "./loopback.ts";

/**
 * One server, many independent fakes: `POST /__scripts` makes one and answers its id; `/s/<id>` is then its address.
 * `GET /__scripts/<id>` gives the recorded calls, `PUT` a new script; `POST .../revoke` ends all its tokens,
 * `POST .../release` lets held answers go.
 */
class Fake {
  readonly calls: Call[] = [];
  readonly vault: HealthyVault;
  #matched = new Map<Rule, number>();
  #held: (() => void)[] = [];

  constructor(script: Script) {
    this.vault = new HealthyVault(script);
  }

  set(script: Script): void {
    this.vault.script = script;
    this.vault.seed();
    this.#matched = new Map();
  }

  /** The first rule that fits. Each rule counts the calls that match its words, also those another rule answers. */
  choose(method: string, path: string): Answer {
    let chosen: Answer | undefined;
    for (const rule of this.vault.script.rules ?? []) {
      if (rule.method !== undefined && rule.method !== method) continue;
      if (rule.path.endsWith("*") ? !path.startsWith(rule.path.slice(0, -1)) : path !== rule.path) continue;
      const count = (this.#matched.get(rule) ?? 0) + 1;
      this.#matched.set(rule, count);
      if (rule.nth === undefined || [rule.nth].flat().includes(count)) chosen ??= rule.answer;
    }
    return chosen ?? { healthy: true };
  }

  hold(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }

  release(): void {
    for (const go of this.#held.splice(0)) go();
  }
}

const fakes = new Map<string, Fake>();
let server: Loopback | undefined;

export async function setup(project: TestProject): Promise<void> {
  server = await listen((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  project.provide("fakeVault", server.url);
}

export async function teardown(): Promise<void> {
  await server?.close();
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, room, id = "", ...rest] = (request.url ?? "").split("/");
  const body = await readText(request);
  if (room === "__scripts") {
    const { status, json } = control(request.method ?? "", id, rest[0], body);
    return sendJson(response, status, json);
  }
  const fake = fakes.get(id);
  if (room !== "s" || fake === undefined) return sendJson(response, 404, { errors: ["no such fake"] });
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const call = { method: request.method ?? "", path: `/${rest.join("/")}`, headers, body, atMs: Date.now() };
  fake.calls.push(call);
  const path = decodeURIComponent(call.path.replace(/\?.*$/, "")).replace(/^\/v1\//, "");
  await send(response, fake, call, path);
}

function control(method: string, id: string, verb: string | undefined, body: string): Reply {
  if (method === "POST" && id === "") {
    const name = randomUUID();
    fakes.set(name, new Fake(JSON.parse(body)));
    return { status: 201, json: { id: name } };
  }
  const fake = fakes.get(id);
  if (fake === undefined) return { status: 404 };
  if (method === "GET") return { status: 200, json: fake.calls };
  if (method === "PUT") fake.set(JSON.parse(body));
  else if (verb === "revoke") fake.vault.revokeTokens();
  else if (verb === "release") fake.release();
  else return { status: 405 };
  return { status: 204 };
}

async function send(response: ServerResponse, fake: Fake, call: Call, path: string): Promise<void> {
  const answer = fake.choose(call.method, path);
  if (answer.held === true) await fake.hold();
  if (answer.delayMs !== undefined) await pause(answer.delayMs);
  if (answer.hang === true) return;
  if (answer.close === true) return void response.destroy();
  if (answer.raw !== undefined) return void response.socket?.end(answer.raw);
  const { status = 200, json } = answer.healthy === true ? fake.vault.answer(call, path) : answer;
  if (answer.sizeBytes !== undefined) return pour(response, status, answer.sizeBytes);
  const body = Buffer.from(json === undefined ? (answer.text ?? "") : JSON.stringify(json));
  const headers = { "content-type": "application/json", ...answer.headers };
  if (answer.truncated === true) {
    response.writeHead(status, { ...headers, "content-length": body.length + 100 });
    response.write(body, () => response.socket?.end());
  } else if (answer.dripMs !== undefined) {
    response.writeHead(status, headers);
    await drip(response, body, answer.dripMs);
  } else {
    response.writeHead(status, headers).end(body);
  }
}

async function drip(response: ServerResponse, body: Buffer, everyMs: number): Promise<void> {
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await pause(everyMs);
  }
  response.end();
}

async function pour(response: ServerResponse, status: number, bytes: number): Promise<void> {
  response.writeHead(status, { "content-type": "application/json" });
  const block = Buffer.alloc(65_536, "x");
  function* blocks() {
    for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
  }
  await pipeline(Readable.from(blocks()), response);
}
