import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TestProject } from "vitest/node";
import { CHROMIUM_HINT, findChromium, startChromium } from "../../../scripts/lib/chromium.mjs";
import type { BrowserCall, BrowserScript, HttpAnswer } from "../fake-browser-script.ts";
import { type Loopback, listen, readText, sendJson } from "./loopback.ts";
import { acceptHead, BINARY, closeFrame, frame, frameHead, readFrames, TEXT } from "./web-socket.ts";

/**
 * One server, many independent fakes: `POST /__scripts` makes one and answers its id; `/b/<id>` is then its address.
 * `GET /__scripts/<id>` gives what it saw, `POST .../release` lets go what is held. `POST /__chromium` gives the socket of a real
 * one, which is started when it is first asked for.
 */
class Fake {
  readonly calls: BrowserCall[] = [];
  readonly commands: string[] = [];
  readonly #held: (() => void)[] = [];
  open = 0;

  constructor(
    readonly script: BrowserScript,
    readonly path: string,
  ) {}

  hold(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }

  release(): void {
    for (const go of this.#held.splice(0)) go();
  }
}

const fakes = new Map<string, Fake>();
let server: Loopback | undefined;
let chromium: ReturnType<typeof startChromium> | undefined;

export async function setup(project: TestProject): Promise<void> {
  server = await listen(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
    (request, stream) => void upgrade(request, stream).catch(() => stream.destroy()),
  );
  project.provide("fakeBrowser", server.url);
  const hasChromium = findChromium() !== undefined;
  if (!hasChromium) console.warn(`its tests are skipped: ${CHROMIUM_HINT}`);
  project.provide("hasChromium", hasChromium);
}

export async function teardown(): Promise<void> {
  await server?.close();
  await (await chromium)?.stop();
}

/** The fake that an address names, and what follows it. */
function fakeAt(request: IncomingMessage): { fake: Fake; path: string } | undefined {
  const [, id = "", path = ""] = /^\/b\/([^/?]+)(.*)$/.exec(request.url ?? "") ?? [];
  const fake = fakes.get(id);
  return fake && { fake, path };
}

function note(fake: Fake, kind: BrowserCall["kind"], path: string, request: IncomingMessage): void {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  fake.calls.push({ kind, path, headers });
}

// --- requests ---

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const found = fakeAt(request);
  if (found === undefined) return await control(request, response);
  const { fake, path } = found;
  note(fake, "request", path, request);
  if (!/^[^?]*\/json\/version(?:\?|$)/.test(path)) return sendJson(response, 404, {});
  await answer(fake, { json: healthyVersion(fake, request), ...fake.script.version }, response);
}

const healthyVersion = ({ script, path }: Fake, { headers }: IncomingMessage) => ({
  Browser: script.product ?? "Chrome/156.0.7000.1",
  "Protocol-Version": script.protocolVersion ?? "1.3",
  webSocketDebuggerUrl: `ws://${headers.host}${path}/devtools/browser/0a1b`,
});

async function answer(fake: Fake, given: HttpAnswer, response: ServerResponse): Promise<void> {
  if (given.held) await fake.hold();
  if (given.close) return void response.destroy();
  const body = given.sizeBytes === undefined ? (given.text ?? JSON.stringify(given.json)) : "x".repeat(given.sizeBytes);
  const length = Buffer.byteLength(body) + (given.truncated ? 100 : 0);
  response.writeHead(given.status ?? 200, { "content-length": length, ...given.headers });
  if (given.truncated) response.write(body, () => response.socket?.end());
  else response.end(body);
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, room, id = "", verb] = (request.url ?? "").split("/");
  const body = await readText(request);
  if (room === "__chromium") {
    chromium ??= startChromium();
    return sendJson(response, 200, { url: (await chromium).url });
  }
  if (room === "__scripts" && id === "") {
    const name = randomUUID();
    fakes.set(name, new Fake(JSON.parse(body), `/b/${name}`));
    return sendJson(response, 201, { id: name });
  }
  const fake = fakes.get(id);
  if (fake === undefined) return sendJson(response, 404, {});
  if (verb === "release") fake.release();
  sendJson(response, 200, { calls: fake.calls, open: fake.open, commands: fake.commands });
}

// --- sockets ---

async function upgrade(request: IncomingMessage, stream: Duplex): Promise<void> {
  const found = fakeAt(request);
  stream.on("end", () => stream.destroy()); // a server's connections stay half open by themselves
  stream.on("error", () => undefined); // whoever is cut off shows it in what the other side says
  if (found === undefined) return void stream.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  const { fake, path } = found;
  note(fake, "upgrade", path, request);
  const instead = fake.script.upgrade;
  if (instead?.held) await fake.hold();
  if (instead?.close || stream.destroyed) return void stream.destroy();
  if (instead?.status !== undefined) return refuse(stream, instead);
  fake.open += 1;
  stream.once("close", () => {
    fake.open -= 1;
  });
  stream.write(acceptHead(request.headers["sec-websocket-key"] ?? ""));
  readFrames(stream, (text) => {
    fake.commands.push(text);
    void behave(fake, stream, JSON.parse(text)).catch(() => stream.destroy());
  });
}

function refuse(stream: Duplex, { status, headers = {}, text = "" }: HttpAnswer): void {
  const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(text), Connection: "close" });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  stream.end(`HTTP/1.1 ${status} Some Words\r\n${head}\r\n${text}`);
}

interface Command {
  readonly id: number;
  readonly method: string;
}

async function behave({ script }: Fake, stream: Duplex, { id, method }: Command): Promise<void> {
  const reply = JSON.stringify({ id, ...answerTo(script, method) });
  switch (script.socket ?? "browser") {
    case "silent":
      return;
    case "stray":
      return void stream.write(frame(TEXT, JSON.stringify({ id: id + 1000, result: {} })));
    case "babble":
      return void stream.write(frame(TEXT, JSON.stringify({ id, result: { targetInfo: "canary", product: 7 } })));
    case "binary":
      return void stream.write(frame(BINARY, reply));
    case "large":
      return await pour(stream, 5 * 1024 * 1024);
    case "huge":
      return await pour(stream, 100 * 1024 * 1024);
    case "half":
      stream.write(frameHead(TEXT, reply.length));
      return void stream.end(reply.slice(0, 5));
    case "leave":
      return void stream.end(closeFrame());
    default:
      stream.write(frame(TEXT, reply));
  }
}

function answerTo(
  { socket, targets = ["page", "page", "iframe"], product, protocolVersion }: BrowserScript,
  method: string,
) {
  if (method === "Target.getTargetInfo")
    return { result: { targetInfo: { type: socket === "page" ? "page" : "browser" } } };
  if (method === "Target.getTargets") return { result: { targetInfos: targets.map((type) => ({ type })) } };
  if (method !== "Browser.getVersion") return { error: { code: -32601, message: "canary" } };
  return { result: { product: product ?? "Chrome/156.0.7000.1", protocolVersion: protocolVersion ?? "1.3" } };
}

async function pour(stream: Duplex, bytes: number): Promise<void> {
  const block = Buffer.alloc(65_536, "x");
  function* blocks() {
    yield frameHead(TEXT, bytes);
    for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
  }
  await pipeline(Readable.from(blocks()), stream, { end: false });
}
