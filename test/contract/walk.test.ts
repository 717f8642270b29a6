import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { SCOPES } from "../../src/kernel/actor";
import { type Answer, call, newToken, OPERATOR_TOKEN } from "../support/api";
import type { Schema } from "../support/schema-check";
import { answerFaults, components, guarded, isBroker, type Route, routes } from "./support/document";
import { brokenBodies, type Fault } from "./support/generate";
import {
  BY_OPERATOR,
  everythingStored,
  goodBody,
  hurryClock,
  newWorld,
  pathOf,
  send,
  type World,
} from "./support/world";

const MARKER = "Marker/4d5e$e1f0";
const NUMBER_MARKER = "918273645";
let world: World;
let foreign: World;

beforeAll(async () => {
  world = await newWorld();
  foreign = await newWorld();
});

/** The answer but for what differs from request to request. */
const bare = ({ status, text, headers }: Answer) => ({
  status,
  text: text.replace(headers.get("x-request-id") ?? "", "<id>"),
  challenge: headers.get("www-authenticate"),
});

const fieldsOf = ({ body }: Answer): Readonly<Record<string, string>> => body?.error?.details?.fields ?? {};

const isFormFault = ({ status, body }: Answer): boolean =>
  [400, 413, 415, 422].includes(status) && typeof body?.error?.code === "string";

const fieldCode = (route: Route) => (isBroker(route) ? "400 invalid_request" : "422 validation_error");
const told = ({ status, body }: Answer) => `${status} ${body?.error?.code}`;

for (const route of guarded) {
  it(`${route.line} asks for one bearer token, before it looks at anything else`, async () => {
    const expected = { status: 401, challenge: "Bearer" };
    const none = await send(world, route, { token: null });
    expect(bare(none)).toMatchObject(expected);
    expect(none.body.error).toEqual({
      code: "authentication_required",
      message: expect.any(String),
      request_id: none.headers.get("x-request-id"),
    });
    expect(answerFaults(route, none)).toEqual([]);
    const { admin } = world.tenant;
    for (const authorization of [
      "",
      "Bearer",
      `Basic ${admin}`,
      admin,
      `Bearer ${admin} ${admin}`,
      `Bearer ${admin}, x`,
    ]) {
      const answer = await send(world, route, { token: null, headers: { authorization } });
      expect(bare(answer)).toEqual(bare(none));
    }
    const inQuery = await call(`${route.method} ${pathOf(world, route)}?access_token=${admin}`, {
      headers: { cookie: `token=${admin}` },
    });
    expect(bare(inQuery)).toEqual(bare(none));
    if (route.body) expect(bare(await send(world, route, { token: null, body: "no json" }))).toEqual(bare(none));
  });

  it(`${route.line} gives one answer for a token of wrong form, of wrong checksum, of an unknown space, and unknown`, async () => {
    const { id, admin } = world.tenant;
    const unknown = await send(world, route, { token: mintToken(id) });
    expect(bare(unknown)).toMatchObject({ status: 401, challenge: "Bearer" });
    expect(unknown.body.error).toEqual({
      code: "token_invalid",
      message: expect.any(String),
      request_id: unknown.headers.get("x-request-id"),
    });
    expect(answerFaults(route, unknown)).toEqual([]);
    const flipped = admin.slice(0, -1) + (admin.endsWith("a") ? "b" : "a");
    const others = ["malformed", flipped, admin.toUpperCase(), mintToken("tnt_nobody"), mintToken("ptn_nobody")];
    for (const token of [...others, mintToken("operator")])
      expect(bare(await send(world, route, { token }))).toEqual(bare(unknown));
    if (route.body) {
      const broken = await send(world, route, { token: mintToken(id), body: { verson: 1 } });
      expect(bare(broken)).toEqual(bare(unknown));
    }
  });

  if (route.terms.scope !== null)
    it(`${route.line} refuses a token without its scope, whatever else is wrong`, async () => {
      const { scope } = route.terms;
      const others = SCOPES.filter((s) => s !== scope && s !== "admin" && s !== "identity:admin");
      const token = await world.tenant.token(others);
      const expected = { code: "insufficient_scope", details: { required_scope: scope } };
      const plain = await send(world, route, { token });
      expect(told(plain), plain.text).toBe("403 insufficient_scope");
      expect(plain.body.error).toMatchObject(expected);
      expect(answerFaults(route, plain)).toEqual([]);
      const query = await call(`${route.method} ${pathOf(world, route)}?verson=2`, { token });
      expect(query.body.error).toMatchObject(expected);
      if (route.body) {
        const broken = await send(world, route, { token, body: "no json" });
        expect(broken.body.error).toMatchObject(expected);
        expect(answerFaults(route, broken)).toEqual([]);
      }
    });

  if (route.terms.scope !== null && !route.terms.scope.startsWith("identity:"))
    it(`${route.line} refuses the operator: no scope of its own opens it`, async () => {
      const { id } = world.tenant;
      const answer = await send(world, route, { token: OPERATOR_TOKEN, headers: { "x-tenant-id": id } });
      expect(told(answer), answer.text).toBe("403 insufficient_scope");
    });

  if (route.terms.reach !== "home")
    it(`${route.line} refuses to act in a space that is not the caller's, existing or not`, async () => {
      const answers: Answer[] = [];
      for (const named of [foreign.tenant.id, foreign.tenant.partnerId, "tnt_nobody", "operator", "odd id"])
        answers.push(await send(world, route, { token: world.tenant.admin, headers: { "x-tenant-id": named } }));
      for (const answer of answers) {
        expect(answer.body.error).toMatchObject({ code: "tenant_access_denied", details: { reason: "foreign" } });
        expect(bare(answer)).toEqual(bare(answers[0] ?? answer));
        expect(answerFaults(route, answer)).toEqual([]);
      }
    });

  // The trail of a path shows the caller's own tries on it, whose secret it may be; a role is made by whatever name it is put at.
  if (route.pathParameters.length > 0 && !["audit.secret_trail", "approles.put"].includes(route.op))
    it(`${route.line} answers for an object of another tenant as for an unknown one`, async () => {
      const { admin } = world.tenant;
      const options = { token: admin, body: goodBody(world, route) };
      const known = pathOf(foreign, route);
      const unknown = pathOf(world, route, true);
      const theirs = await call(`${route.method} ${known}`, options);
      const nobodys = await call(`${route.method} ${unknown}`, options);
      expect(answerFaults(route, theirs)).toEqual([]);
      const plain = (answer: Answer, path: string) =>
        idsIn(route, path)
          .reduce((text, id, at) => text.replaceAll(id, `<${at}>`), JSON.stringify(bare(answer)))
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>");
      expect(known).not.toBe(unknown);
      expect(plain(theirs, known)).toBe(plain(nobodys, unknown));
    });

  if (route.body)
    it(`${route.line} refuses every broken body with its fault, shows none of it, and writes nothing`, async () => {
      const before = await everythingStored(world);
      for (const [name, options, code] of formless(route)) {
        const answer = await send(world, route, { ...options, token: world.tenant.admin });
        expect(told(answer), `${name}: ${answer.text}`).toBe(code);
        expect(answerFaults(route, answer), name).toEqual([]);
        expect(answer.text, name).not.toContain(MARKER);
      }
      for (const fault of faultsFor(route)) {
        const answer = await send(world, route, { token: world.tenant.admin, body: fault.body });
        const at = `${fault.kind} of ${fault.field}: ${answer.text} to ${JSON.stringify(fault.body)}`;
        expect(isFormFault(answer), at).toBe(true);
        expect(answerFaults(route, answer), at).toEqual([]);
        expect(answer.text, at).not.toContain(MARKER);
        expect(answer.text, at).not.toContain(NUMBER_MARKER);
        if (fault.kind !== "text") expect(Object.keys(fieldsOf(answer)), at).toContain(fault.field);
        if (fault.kind === "required" || fault.kind === "unknown")
          expect(fieldsOf(answer)[fault.field], at).toMatch(
            fault.kind === "unknown" ? /unknown|immutable/ : /required/,
          );
      }
      expect(await everythingStored(world)).toBe(before);
    });

  it(`${route.line} refuses an unknown, a repeated and a badly formed query parameter, and writes nothing`, async () => {
    const before = await everythingStored(world);
    const ask = async (query: string) => {
      const line = `${route.method} ${pathOf(world, route)}?${query}`;
      const answer = await call(line, { token: world.tenant.admin, body: goodBody(world, route) });
      expect(answerFaults(route, answer), query).toEqual([]);
      expect(answer.text, query).not.toContain(MARKER);
      return answer;
    };
    for (const [query, field] of [
      [`verson=${MARKER}`, "verson"],
      ["__proto__=1", "__proto__"],
      [`${encodeURIComponent(`${MARKER} x`)}=1`, "?"],
      [`${world.tenant.admin}=1`, "?"],
    ] as const) {
      const answer = await ask(query);
      expect(told(answer), answer.text).toBe(fieldCode(route));
      expect(fieldsOf(answer)).toMatchObject({ [field]: "unknown" });
    }
    for (const { name, schema } of route.query) {
      if ([schema.type].flat().includes("array")) continue;
      const repeated = await ask(`${name}=1&${name}=1`);
      expect(fieldsOf(repeated), repeated.text).toMatchObject({ [name]: "repeated" });
      for (const bad of inTurn(badValues(schema))) {
        const answer = await ask(`${name}=${bad}`);
        expect(told(answer), `${name}=${bad}`).toBe(fieldCode(route));
        expect(Object.keys(fieldsOf(answer)), `${name}=${bad}`).toContain(name);
      }
      if (name === "cursor")
        for (const bad of inTurn(["x".repeat(513), "x", "%00", MARKER, "e30"]))
          expect(told(await ask(`cursor=${encodeURIComponent(bad)}`)), bad).toBe("400 invalid_cursor");
    }
    expect(await everythingStored(world)).toBe(before);
  });
}

let turn = 0;

/** A third of them, another one each time: over all routes each comes many times. */
const inTurn = (values: readonly string[]): readonly string[] => {
  turn++;
  return values.filter((_, at) => (at + turn) % 3 === 0);
};

const badValues = ({ type, maximum = 999_999_999 }: Schema): readonly string[] => {
  if (type === "integer")
    return [
      "",
      "-1",
      "%2B1",
      "1.0",
      "1e1",
      "0x1",
      "%201",
      "4294967296",
      ...(maximum < 999_999_999 ? [`${maximum + 1}`] : []),
      MARKER,
    ];
  return type === "boolean" ? ["", "TRUE", "1", "yes", MARKER] : [];
};

/** What stands in a path where its template has braces. */
const idsIn = ({ path }: Route, real: string): string[] => {
  const segments = real.split("/").filter((_, at) => path.split("/")[at]?.startsWith("{"));
  return segments.map(decodeURIComponent);
};

type Formless = readonly [name: string, options: { body: unknown; headers?: Record<string, string> }, told: string];

/** Bodies that are no JSON object at all, with the answer that each gets. */
function formless(route: Route): Formless[] {
  const good = JSON.stringify(goodBody(world, route));
  const type = (value: string) => ({ "content-type": value });
  const bytes = (...list: number[]) => new Uint8Array(list);
  const deep = `${'{"a":'.repeat(33)}"${MARKER}"${"}".repeat(33)}`;
  const bad = "400 invalid_request";
  const media = "415 unsupported_media_type";
  return [
    ["no JSON", { body: `{"a": ${MARKER}` }, bad],
    ["an array", { body: [MARKER] }, bad],
    ["null", { body: "null" }, bad],
    ["a text", { body: JSON.stringify(MARKER) }, bad],
    ["bad UTF-8", { body: bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d) }, bad],
    ["a surrogate in UTF-8", { body: bytes(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d) }, bad],
    ["33 levels", { body: deep }, bad],
    ["two values", { body: `${good}${good}` }, bad],
    ["over the cap", { body: `{"a":"${"x".repeat(1_200_000)}"}` }, "413 payload_too_large"],
    ["text/plain", { body: good, headers: type("text/plain") }, media],
    ["a form", { body: good, headers: type("application/x-www-form-urlencoded") }, media],
    ["latin1", { body: good, headers: type("application/json; charset=latin1") }, media],
    ["a problem", { body: good, headers: type("application/problem+json") }, media],
    ...(route.body?.required ? [["nothing", { body: "" }, bad] as const] : []),
  ];
}

function faultsFor(route: Route): Fault[] {
  if (!route.body) return [];
  const good = goodBody(world, route);
  const proto = JSON.stringify(good).replace(/\}$/, `${JSON.stringify(good) === "{}" ? "" : ","}"__proto__":1}`);
  const prototype: Fault = { field: "__proto__", kind: "unknown", body: proto };
  return [...brokenBodies(route.body.schema, good, components, MARKER), prototype];
}

it("good requests are never refused for their form, and answer as the document says", async () => {
  const fresh = await newWorld({ hurried: false });
  const order = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  const last = (route: Route) => order.indexOf(route.method);
  const statuses: Record<string, string> = {};
  for (const route of guarded.toSorted((a, b) => last(a) - last(b))) {
    const answer = await send(fresh, route);
    const byOperator = BY_OPERATOR.has(route.op);
    expect(answerFaults(route, answer, { byOperator }), `${route.line}: ${answer.text}`).toEqual([]);
    expect(Object.keys(fieldsOf(answer)), `${route.line}: ${answer.text}`).toEqual([]);
    statuses[route.op] = told(answer).replace(" undefined", "");
  }
  // A role that the caller has not, what an earlier request took away, and what it made already.
  const refused = /^(403 access_denied|404 (\w+_)?not_found|409 (name_conflict|policy_in_use|token_not_renewable))$/;
  expect(Object.entries(statuses).filter(([, status]) => !/^20[014]$/.test(status) && !refused.test(status))).toEqual(
    [],
  );
  const broker = guarded.filter(isBroker).map(({ op }) => statuses[op] ?? "");
  expect(broker.filter((status) => !/^20[014]$/.test(status))).toEqual(
    // The integration goes before the credential, and takes it along.
    ["404 not_found"],
  );
});

it("good requests reach the system's routes without a token", async () => {
  for (const route of routes.filter(({ terms }) => terms === undefined)) {
    const answer = await call(`${route.method} ${route.path}`);
    expect(answer.status, route.line).toBe(200);
    expect(answerFaults(route, answer), route.line).toEqual([]);
  }
});

it("good requests work below the id of the caller's own space too, in the secrets half and nowhere else", async () => {
  for (const route of guarded) {
    const prefix = `/v1/t/${world.tenant.id}`;
    const path = isBroker(route) ? prefix + pathOf(world, route) : pathOf(world, route).replace("/v1", prefix);
    const answer = await call(`${route.method} ${path}?verson=2`, {
      token: world.tenant.admin,
      ...(route.body ? { body: {} } : {}),
    });
    expect(told(answer), route.line).toBe(isBroker(route) ? "404 not_found" : "422 validation_error");
    if (isBroker(route) || route.terms.reach === "home") continue;
    const theirs = path.replace(world.tenant.id, foreign.tenant.id);
    const refused = await call(`${route.method} ${theirs}`, {
      token: world.tenant.admin,
      // The prefix wins; the header is not looked at.
      headers: { "x-tenant-id": world.tenant.id },
      body: goodBody(world, route),
    });
    expect(told(refused), route.line).toBe("403 tenant_access_denied");
    expect(answerFaults(route, refused), route.line).toEqual([]);
  }
});

it("a partner's administrator acts in its own tenant on every route, and is told apart from nobody in a foreign one", async () => {
  const { id, partnerId } = world.tenant;
  const token = await partnerAdmin(partnerId);
  await hurryClock({ ...world.tenant, stub: env.SPACES.getByName(partnerId) });
  for (const route of guarded.filter(({ terms }) => terms.reach === "tenant" || terms.reach === "space")) {
    const ask = (space: string) => send(world, route, { token, headers: { "x-tenant-id": space } });
    const foreignAnswer = await ask(foreign.tenant.id);
    expect(told(foreignAnswer), route.line).toBe("403 access_denied");
    expect(answerFaults(route, foreignAnswer), route.line).toEqual([]);
    const unknown = await ask("tnt_nobody");
    expect(told(unknown), route.line).toBe("404 tenant_not_found");
    expect(answerFaults(route, unknown), route.line).toEqual([]);
    if (route.method !== "GET") continue;
    const own = await ask(id);
    expect(own.status, `${route.line} ${own.text}`).not.toBe(401);
    expect(answerFaults(route, own), route.line).toEqual([]);
  }
});

async function partnerAdmin(partnerId: string): Promise<string> {
  const headers = { "x-tenant-id": partnerId };
  const body = { identity_id: "user:root", roles: ["partner_admin"] };
  const made = await call("POST /v1/identity/identities", { token: OPERATOR_TOKEN, headers, body });
  expect(made.status, made.text).toBe(201);
  return await newToken(partnerId, "user:root", SCOPES);
}
