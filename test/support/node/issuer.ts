import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TestProject } from "vitest/node";
import type { IssuerDocument, IssuerRequest, IssuerScript } from "../issuer-script.ts";
import type { Reply } from "./healthy-vault.ts";
import { SignIns } from "./issuer-sign-in.ts";
import { type Loopback, listen, readText, sendJson } from "./loopback.ts";

/**
 * One server, many independent issuers of tokens: `POST /__issuers` makes one and answers its id; `/i/<id>` is then the issuer's
 * name and address. `GET /__issuers/<id>` gives the requests that it got, `PUT` a new script, `POST .../release` lets held answers go.
 */
class Issuer {
  readonly requests: IssuerRequest[] = [];
  readonly signIns = new SignIns();
  #held: (() => void)[] = [];

  constructor(
    readonly url: string,
    public script: IssuerScript,
  ) {}

  hold(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }

  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  /** As a healthy issuer shows it. */
  text(document: "discovery" | "keys"): string {
    const { url, script } = this;
    if (document === "keys") return JSON.stringify({ keys: script.keys });
    return JSON.stringify({
      issuer: url,
      jwks_uri: `${url}/keys`,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      response_types_supported: ["code", "id_token"],
      subject_types_supported: ["public"],
      ...script.discovery,
    });
  }
}

const PATHS: Readonly<Record<string, IssuerDocument>> = {
  ".well-known/openid-configuration": "discovery",
  keys: "keys",
  token: "token",
  // Where Access has them.
  "cdn-cgi/access/certs": "keys",
};
const PAGE = "<!doctype html><title>Sign in</title>";
const TOO_LARGE_BYTES = 1024 * 1024;

const issuers = new Map<string, Issuer>();
let server: Loopback | undefined;

export async function setup(project: TestProject): Promise<void> {
  server = await listen((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  project.provide("issuer", server.url);
}

export async function teardown(): Promise<void> {
  await server?.close();
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", server?.url);
  const [, room, id = "", ...rest] = url.pathname.split("/");
  const body = await readText(request);
  if (room === "__issuers") {
    const { status, json } = control(request.method ?? "", id, rest[0], body);
    return sendJson(response, status, json);
  }
  const issuer = issuers.get(id);
  const moved = rest[0] === "moved";
  const document = PATHS[(moved ? rest.slice(1) : rest).join("/")];
  const isPage = rest.join("/") === "authorize";
  if (room !== "i" || issuer === undefined || (document === undefined && !isPage)) return sendJson(response, 404, {});
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const asked = Object.fromEntries(request.method === "POST" ? new URLSearchParams(body) : url.searchParams);
  issuer.requests.push({ document: document ?? "authorize", method: request.method ?? "", headers, asked });
  if (document === undefined) {
    const location = issuer.signIns.authorize(issuer.url, issuer.script.signIn, asked);
    if (location === undefined) return sendJson(response, 400, {});
    return void response.writeHead(302, { location }).end();
  }
  await answer(response, issuer, document, { moved, headers, asked });
}

function control(method: string, id: string, verb: string | undefined, body: string): Reply {
  if (method === "POST" && id === "") {
    const name = randomUUID();
    issuers.set(name, new Issuer(`${server?.url}/i/${name}`, JSON.parse(body)));
    return { status: 201, json: { id: name } };
  }
  const issuer = issuers.get(id);
  if (issuer === undefined) return { status: 404 };
  if (method === "GET") return { status: 200, json: issuer.requests };
  if (method === "PUT") issuer.script = JSON.parse(body);
  else if (verb === "release") issuer.release();
  else return { status: 405 };
  return { status: 204 };
}

async function answer(
  response: ServerResponse,
  issuer: Issuer,
  document: IssuerDocument,
  { moved, headers, asked }: Pick<IssuerRequest, "headers" | "asked"> & { readonly moved: boolean },
): Promise<void> {
  const fault = moved ? undefined : issuer.script.faults[document];
  if (fault === "held") await issuer.hold();
  const redeemed =
    document === "token" ? await issuer.signIns.redeem(issuer.url, issuer.script.signIn, headers, asked) : undefined;
  const text = redeemed ? JSON.stringify(redeemed.json) : issuer.text(document === "keys" ? "keys" : "discovery");
  const send = (status: number, body: string, own: Record<string, string> = {}) =>
    void response.writeHead(status, { "content-type": "application/json", ...own }).end(body);
  switch (fault) {
    case "down":
      return void response.destroy();
    case "error":
      return send(500, text);
    case "html":
      return send(200, PAGE, { "content-type": "text/html" });
    case "list":
      return send(200, `[${text}]`);
    case "redirect": {
      const path = document === "discovery" ? ".well-known/openid-configuration" : document;
      return send(302, text, { location: `${issuer.url}/moved/${path}` });
    }
    case "too_large":
      return send(200, text.padEnd(TOO_LARGE_BYTES));
    default:
      return send(redeemed?.status ?? 200, text);
  }
}
