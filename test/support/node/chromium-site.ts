import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { TestProject } from "vitest/node";
import { CHROMIUM_HINT, findChromium, startChromium } from "../../../scripts/lib/chromium.mjs";
import type { PostAnswer, Posted, SiteScript } from "../sign-in-site-script.ts";
import { type Loopback, listen, readText, sendJson } from "./loopback.ts";

/**
 * One real Chromium, and one server with many small sites: `POST /__sites` makes one and answers its id, `/s/<id>/` is then where
 * it is; `GET /__sites/<id>` gives what was posted to it.
 */
interface Site {
  readonly script: SiteScript;
  readonly posted: Posted[];
}
const sites = new Map<string, Site>();
let server: Loopback | undefined;
let browser: Awaited<ReturnType<typeof startChromium>> | undefined;

export async function setup(project: TestProject): Promise<void> {
  if (findChromium() === undefined) {
    if (process.env.CI === "true") throw new Error(CHROMIUM_HINT);
    console.warn(`sign-ins are not tested: ${CHROMIUM_HINT}`);
    project.provide("signInSite", null);
    return;
  }
  browser = await startChromium();
  server = await listen((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  project.provide("signInSite", { url: server.url, cdpUrl: browser.url });
}

export async function teardown(): Promise<void> {
  await browser?.stop();
  await server?.close();
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, room, id = "", ...rest] = (request.url ?? "").replace(/\?.*$/, "").split("/");
  const body = await readText(request);
  if (room === "__sites" && request.method === "POST") {
    const name = randomUUID();
    sites.set(name, { script: JSON.parse(body), posted: [] });
    return sendJson(response, 201, { id: name });
  }
  const site = sites.get(id);
  if (site === undefined) return sendJson(response, 404);
  if (room === "__sites") return sendJson(response, 200, site.posted);
  const page = rest.join("/");
  if (request.method !== "POST") return show(response, site.script.pages[page]);
  site.posted.push({ page, body, type: request.headers["content-type"] ?? "" });
  await answer(response, site.script, site.script.posts?.[page] ?? {});
}

function show(response: ServerResponse, html: string | undefined): void {
  response.writeHead(html === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" });
  response.end(html ?? "");
}

async function answer(response: ServerResponse, { pages }: SiteScript, { to, show: page, delayMs }: PostAnswer) {
  if (delayMs !== undefined) await pause(delayMs);
  if (to !== undefined) response.writeHead(303, { location: to }).end();
  else show(response, page === undefined ? "<h1>Welcome</h1>" : pages[page]);
}
