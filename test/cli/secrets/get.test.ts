import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

const MASK = "••••••••";
const KEY = "-----BEGIN KEY-----\ncanary\n-----END KEY-----\n";
let space: Space;
beforeAll(async () => {
  space = await newSpace();
  const put = async (path: string, body: string) => {
    const headers = { Authorization: `Bearer ${space.token}`, "Content-Type": "application/json" };
    const answer = await fetch(`${space.url}/v1/secrets/${path}`, { method: "PUT", headers, body });
    expect(answer.ok).toBe(true);
  };
  await put("shop/db", '{"data":{"password":"old canary"}}');
  // As text: these digits are in no double.
  await put(
    "shop/db",
    '{"data":{"password":"canary","n":12345678901234567890,"list":[1.50]},"metadata":{"tags":["a"]}}',
  );
  await put("shop/key", JSON.stringify({ data: { pem: KEY } }));
  await put("odd@3", '{"data":{"a#b@1":"odd"}}');
});

const typist = () => typistOf(space, newFolder());

describe("get", () => {
  it("ends with 5 where there is no such secret, version or field", async () => {
    const { postern } = typist();
    const none = await postern(["get", "shop/none"]);
    expect([none.code, none.out]).toEqual([5, ""]);
    expect(none.err).toMatch(
      /^error: No secret at this path. \(secret_not_found\)\n {2}next: postern ls\n {2}request: req_\w+\n$/,
    );
    expect((await postern(["get", "shop/db@7"])).code).toBe(5);
    expect(await postern(["get", "shop/db#none"])).toEqual({
      code: 5,
      out: "",
      err: "error: the secret has no field of this name (field_not_found)\n  next: postern get -q shop/db\n",
    });
  });

  it("asks nothing for what is no reference, and does not repeat it", async () => {
    expect(await typist().postern(["get", "pst_canary/?"])).toEqual({
      code: 2,
      out: "",
      err:
        "error: this is no reference to a secret: a path has no such characters (usage)\n" +
        "  next: PATH, PATH#FIELD, PATH@VERSION or PATH#FIELD@VERSION\n",
    });
  });

  it("ends with 4 where a policy does not let the token read, and tells nothing", async () => {
    const env = { POSTERN_TOKEN: await space.tokenFor(["secrets:read"]) };
    const { code, out, err } = await typist().postern(["get", "shop/db"], { env });
    expect([code, out, err.includes("canary")]).toEqual([4, "", false]);
  });

  it("gives the name of a field to nobody who named it", async () => {
    expect(await typist().postern(["get", "-q", "shop/db#password"])).toEqual({
      code: 2,
      out: "",
      err: "error: --quiet gives the names of fields, and one was named (usage)\n  next: the same without --quiet\n",
    });
  });

  it("gives a field into a pipe with a line feed at its end, and without one byte for byte", async () => {
    const { postern } = typist();
    const outOf = async (...args: string[]) => (await postern(["get", ...args])).out;
    expect(await outOf("shop/db#password")).toBe("canary\n");
    expect(await outOf("pst://shop/db#password", "-n")).toBe("canary");
    expect(await outOf("shop/db#password@1")).toBe("old canary\n");
    expect(await outOf("shop/db@1#password", "--no-newline")).toBe("old canary");
    expect(await outOf("shop/key#pem")).toBe(KEY);
    expect(await outOf("shop/db#n")).toBe("12345678901234567890\n");
    expect(await outOf("shop/db#list", "-n")).toBe("[1.50]");
    expect(await outOf("odd%403#a#b%401")).toBe("odd\n");
  });

  it("gives the whole value into a pipe as JSON with its own digits, and the names alone with --quiet", async () => {
    const { postern } = typist();
    expect(await postern(["get", "shop/db"])).toEqual({
      code: 0,
      out: '{\n  "password": "canary",\n  "n": 12345678901234567890,\n  "list": [\n    1.50\n  ]\n}\n',
      err: "",
    });
    expect(await postern(["get", "-q", "shop/db"])).toEqual({ code: 0, out: "password\nn\nlist\n", err: "" });
  });

  it("gives programs the whole answer", async () => {
    const { postern } = typist();
    const { code, out, err } = await postern(["get", "--json", "shop/db"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain('"n": 12345678901234567890');
    expect(JSON.parse(out)).toMatchObject({ path: "shop/db", version: 2, data: { password: "canary" } });
    expect(await postern(["get", "--json", "shop/db#n@2"])).toEqual({
      code: 0,
      out: '{\n  "path": "shop/db",\n  "version": 2,\n  "field": "n",\n  "value": 12345678901234567890\n}\n',
      err: "",
    });
  });

  it("shows no value on a terminal, in no form", async () => {
    const { atTerminal } = typist();
    const screenOf = async (...args: string[]) => (await atTerminal(["get", ...args])).out;
    const hint = "Values are masked: --reveal shows them.\r\n";
    expect(await screenOf("shop/db")).toBe(`${hint}password  ${MASK}\r\nn         ${MASK}\r\nlist      ${MASK}\r\n`);
    expect(await screenOf("shop/db#password")).toBe(`${hint}${MASK}\r\n`);
    for (const args of [
      ["--json", "shop/db"],
      ["--json", "shop/db#password"],
      ["-q", "shop/db"],
      ["--debug", "shop/db"],
    ])
      expect(await screenOf(...args)).not.toContain("canary");
  });

  it("shows values on a terminal where that is asked for", async () => {
    const { atTerminal } = typist();
    const screenOf = async (...args: string[]) => (await atTerminal(["get", "--reveal", ...args])).out;
    expect(await screenOf("shop/db")).toBe(
      "password  canary\r\nn         12345678901234567890\r\nlist      [1.50]\r\n",
    );
    expect(await screenOf("shop/key#pem")).toBe(`${KEY.replaceAll("\n", "\r\n")}\r\n`);
    expect(await screenOf("--json", "shop/db#password")).toContain('"value": "canary"');
  });

  it("gives a secret whose path is that of a route, as clients of Vault may write one", async () => {
    const headers = { "X-Vault-Token": space.token };
    const body = '{"data":{"a":"odd","n":12345678901234567890}}';
    const address = `${space.url}/vault/v1/secret/data/shop/versions`;
    expect((await fetch(address, { method: "POST", headers, body })).status).toBe(200);
    const { postern } = typist();
    expect((await postern(["get", "shop/versions@1#n"])).out).toBe("12345678901234567890\n");
    expect((await postern(["get", "-q", "shop/versions"])).out).toBe("a\nn\n");
    expect((await postern(["get", "shop/versions@4"])).code).toBe(5);
    expect((await postern(["get", "metadata/none"])).code).toBe(5);
  });

  it("tells what is known of a secret without its value, and reads none for it", async () => {
    const { postern } = typist();
    const before = await space.api("GET", "/v1/secrets/metadata/shop/key");
    const { code, out } = await postern(["get", "--metadata", "shop/key"]);
    expect(code).toBe(0);
    expect(out.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "TIME")).toMatch(
      /^path {14}shop\/key\ntype {14}kv\nversion {11}1; kept are 1, at most 10\ncreated {11}TIME\nupdated {11}TIME\n/,
    );
    const after = await space.api("GET", "/v1/secrets/metadata/shop/key");
    expect(after.body).toEqual(before.body);
    expect((await postern(["get", "--metadata", "shop/db@1"])).code).toBe(2);
  });
});
