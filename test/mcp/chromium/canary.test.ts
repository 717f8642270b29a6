import { beforeAll, describe, expect, it } from "vitest";
import { SCOPES, type Scope } from "../../../src/kernel/actor";
import { toolDescriptions } from "../../../src/mcp/json-schema";
import {
  CODE_FORM,
  FORM,
  hasChromium,
  newSignInBench,
  SECRET,
  type SignInBench,
  signInSite,
  storedBytes,
} from "../../broker/authentications/chromium/support";
import { formsOf } from "../../contract/support/canary";
import { type Answer, auditRows, call, must } from "../../support/api";
import { addMember, addRights } from "../../support/provision";
import { modern, post, useTool } from "../support";

/** Every tool, with a token that may do everything: whatever goes well or wrong, no value is in anything that comes of it. */

const STORED = "canary-stored-value-4711";
const KEY = "canary-api-key-0815";
/** Unlike a key that a refusal may name. */
const MISPLACED = "canary-misplaced!4711";
const VALUES = [SECRET.login, SECRET.pass, SECRET.otp_seed, STORED, KEY, MISPLACED].flatMap((value) => formsOf(value));

let s: SignInBench;
let token: string;
const lines: string[] = [];
const answers: Answer[] = [];

/** All that takes no role. */
const everything: readonly Scope[] = SCOPES.filter((scope) => scope !== "admin" && scope !== "identity:admin");
const use = async (name: string, args: object) => {
  const answer = await useTool(token, name, args);
  answers.push(answer);
  return answer.body.result;
};

async function withConsole(work: () => Promise<void>): Promise<void> {
  const kept = { ...console };
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    console[method] = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
  try {
    await work();
  } finally {
    Object.assign(console, kept);
  }
}

const site = {
  pages: { login: FORM, code: CODE_FORM, home: `<p>${SECRET.pass}</p><label>${SECRET.login}</label>` },
  posts: { login: { to: "code" }, code: { to: "home" } },
};

describe.skipIf(!hasChromium)("no tool, error, line or row of mcp shows a value", () => {
  beforeAll(async () => {
    s = await newSignInBench();
    const { tenant } = s.b;
    token = await addMember(tenant.stub, { identityId: "sa:all", scopes: everything });
    await addRights(tenant.stub, tenant.admin, "sa:all", [{ path_pattern: "**", permissions: ["admin"] }]);
    const keyed = { name: "keyed", endpoint: "wss://127.0.0.1:1/{apiKey}/{session}", apiKey: KEY };
    must(await tenant.api("POST /api/v1/browsers", keyed), 201);
    must(await call("PUT /v1/secrets/app/one", { token, body: { data: { key: STORED } } }), 201);
  });

  it("every tool is used, well and wrongly, in every mode, also with values where they do not belong", async () => {
    await withConsole(async () => {
      const { tab } = await s.open(site);
      const here = {
        credentialId: s.b.credentialId,
        browser: { browserId: s.browserId },
        target: { targetId: tab.targetId },
      };
      await use("describe_login", here);
      const run = (await use("authenticate", { ...here, waitMs: 60_000 })).structuredContent;
      expect(run).toMatchObject({ status: "authenticated", usedTotp: true });
      for (const wish of [{ mode: "fill" }, { mode: "fill", submit: false }, { allowFallback: true }]) {
        const { tab: other } = await s.open(signInSite(FORM));
        const { structuredContent } = await use("authenticate", {
          ...here,
          ...wish,
          target: { targetId: other.targetId },
        });
        await use("cancel_authentication", { authenticationId: structuredContent.id });
      }
      await use("describe_login", here);
      await use("get_authentication", { authenticationId: run.id, waitMs: 1 });
      for (const name of ["list_credentials", "list_browsers", "list_secrets", "whoami"]) await use(name, {});
      const [browser] = (await use("list_browsers", {})).structuredContent.browsers.slice(-1);
      await use("authenticate", { ...here, browser: { browserId: browser.id, session: SECRET.pass } });
      await misplace(here);
    });
    const used = new Set(
      answers.map(
        ({ text }) => /"untrustedPageText"|"endedAt"|"scopes"|"secrets"|"browsers"|"credentials"/.exec(text)?.[0],
      ),
    );
    expect(used.size).toBeGreaterThanOrEqual(6);
    expect(answers.length).toBeGreaterThan(40);
  });

  it("the search is not blind: the values are there for who may read them", async () => {
    const page = { url: "https://127.0.0.1/login", fields: ["username", "password"] };
    const resolved = await call(`POST /api/v1/credentials/${s.b.credentialId}/resolve`, { token, body: page });
    const read = await call("GET /v1/secrets/app/one", { token });
    for (const [value, { text }] of [
      [SECRET.login, resolved],
      [SECRET.pass, resolved],
      [STORED, read],
    ] as const)
      expect(VALUES.includes(value) && text.includes(value), text).toBe(true);
  });

  it("no answer shows one", () => {
    for (const { text, headers } of answers) {
      const seen = `${text}${JSON.stringify([...headers])}`;
      for (const value of VALUES) expect(seen.includes(value), `${value} in ${text}`).toBe(false);
      expect(seen.includes(token), text).toBe(false);
    }
  });

  it("no line, no row and no table shows one", async () => {
    const rows = await auditRows(s.b.tenant.stub);
    expect(rows.filter(({ extra_data }) => String(extra_data).includes('"source":"mcp"')).length).toBeGreaterThan(15);
    const runs = answers.flatMap(({ body }) => body.result?.structuredContent?.id ?? []);
    const stored = await Promise.all(runs.map((id: string) => storedBytes(s, id)));
    expect(lines.length).toBeGreaterThan(0);
    const seen = [lines.join("\n"), JSON.stringify(rows), ...stored].join("\n");
    for (const value of VALUES) expect(seen.includes(value), value).toBe(false);
    expect(seen.includes(token)).toBe(false);
  });
});

/** A value, or a token, in every place of a message where a caller could put one by mistake. */
async function misplace(here: object): Promise<void> {
  for (const value of [MISPLACED, token]) {
    for (const { name, inputSchema } of toolDescriptions()) {
      await use(name, { [value]: value });
      for (const key of Object.keys(inputSchema.properties as object)) await use(name, { ...here, [key]: value });
      await use(name, { ...here, selectors: { [value]: value }, browser: { [value]: value } });
    }
    answers.push(await modern(token, "tools/call", { name: value }));
    answers.push(await modern(token, value));
    const message = { jsonrpc: "2.0", id: 1, method: "tools/list" };
    for (const header of ["mcp-protocol-version", "mcp-method", "mcp-name", "origin", "mcp-session-id", "user-agent"])
      answers.push(await post(token, message, { [header]: value }));
    answers.push(await post(token, `{"jsonrpc":"2.0","id":"${value}`));
    answers.push(
      await post(token, { ...message, params: { _meta: { "io.modelcontextprotocol/protocolVersion": value } } }),
    );
    answers.push(await post(token, { ...message, id: token }));
  }
}
