import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
  const put = async (path: string, more: object = {}) =>
    expect((await space.api("PUT", `/v1/secrets/${path}`, { body: { data: { a: "canary" }, ...more } })).status).toBe(
      201,
    );
  await put("app");
  await put("app/db", { metadata: { tags: ["prod"], description: "Orders" }, options: { expires_in: "10h" } });
  await put("app/web/key", { secret_type: "api_key", options: { expires_in: "20d" } });
  await put("zoo");
});

const typist = () => typistOf(space, newFolder());
const linesOf = async (...args: string[]) => {
  const { code, out, err } = await typist().postern(args);
  return [code, out.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "TIME").replaceAll(/ +/g, " "), err];
};

describe("ls", () => {
  it("shows nothing of what the token may not list, and says so", async () => {
    const env = { POSTERN_TOKEN: await space.tokenFor(["secrets:list"]) };
    expect(await typist().postern(["ls"], { env })).toEqual({
      code: 0,
      out: "",
      err: "Nothing is here that this token may list.\n",
    });
  });

  it("lists all secrets, or those below a prefix, of a tag or a type, without values", async () => {
    expect(await linesOf("ls")).toEqual([
      0,
      "PATH VERSION UPDATED EXPIRES TAGS\napp 1 TIME never\napp/db 1 TIME TIME prod\n" +
        "app/web/key 1 TIME TIME\nzoo 1 TIME never\n",
      "",
    ]);
    expect(await linesOf("ls", "-q", "app/")).toEqual([0, "app/db\napp/web/key\n", ""]);
    expect(await linesOf("ls", "-q", "--tag", "prod")).toEqual([0, "app/db\n", ""]);
    expect(await linesOf("ls", "-q", "--type", "api_key")).toEqual([0, "app/web/key\n", ""]);
    const { out } = await typist().postern(["ls", "--json", "zoo"]);
    expect(JSON.parse(out)).toMatchObject([{ path: "zoo", version: 1, secret_type: "kv", tags: [] }]);
    expect(out).not.toContain("canary");
  });

  it("reads every page", async () => {
    const many = await newSpace();
    const paths = Array.from({ length: 230 }, (_, at) => `n/${String(at).padStart(3, "0")}`);
    const put = async (path: string) => await many.api("PUT", `/v1/secrets/${path}`, { body: { data: { a: 1 } } });
    for (let at = 0; at < paths.length; at += 23) await Promise.all(paths.slice(at, at + 23).map(put));
    const { out } = await typistOf(many, newFolder()).postern(["ls", "-q"]);
    expect(out).toBe(`${paths.join("\n")}\n`);
  });
});

describe("tree", () => {
  it("shows paths as folders and names", async () => {
    expect(await typist().postern(["tree"])).toEqual({
      code: 0,
      out: "├── app\n├── app/\n│   ├── db\n│   └── web/\n│       └── key\n└── zoo\n",
      err: "4 secrets\n",
    });
    expect(await linesOf("tree", "-q", "zoo")).toEqual([0, "zoo\n", ""]);
    expect(JSON.parse((await typist().postern(["tree", "--json", "app/w"])).out)).toEqual([
      {
        name: "app",
        isSecret: false,
        below: [{ name: "web", isSecret: false, below: [{ name: "key", isSecret: true, below: [] }] }],
      },
    ]);
  });
});

describe("search", () => {
  it("finds by path, tag and description, and says when there is nothing", async () => {
    expect(await linesOf("search", "-q", "WEB")).toEqual([0, "app/web/key\n", ""]);
    expect(await linesOf("search", "-q", "orders")).toEqual([0, "app/db\n", ""]);
    expect(await linesOf("search", "-q", "prod")).toEqual([0, "app/db\n", ""]);
    expect(await linesOf("search", "canary")).toEqual([
      0,
      "",
      "Nothing has this in its path, its tags or its description.\n",
    ]);
  });
});

describe("expiring", () => {
  it("lists what expires within a time, the soonest first", async () => {
    expect((await typist().postern(["expiring", "--within", "soon"])).code).toBe(2);
    expect(await linesOf("expiring")).toEqual([0, "PATH EXPIRES DAYS\napp/db TIME 1\napp/web/key TIME 20\n", ""]);
    expect(await linesOf("expiring", "-q", "--within", "11h")).toEqual([0, "app/db\n", ""]);
    expect(await linesOf("expiring", "app/w", "--within", "1d")).toEqual([0, "", "Nothing expires within 1d.\n"]);
  });
});

describe("generate", () => {
  it("is refused with half of what a policy needs, or with what says nothing", async () => {
    const codeOf = async (...args: string[]) => (await typist().postern(["generate", ...args])).code;
    expect(await codeOf("app/new")).toBe(2);
    expect(await codeOf("--policy", "x")).toBe(2);
    expect(await codeOf("--length", "0")).toBe(2);
    expect(await codeOf("--description", "x")).toBe(2);
    expect(await codeOf("app/new", "--policy", "x", "--length", "9", "-y")).toBe(2);
    expect(await codeOf("app/new", "--policy", "none", "-y")).toBe(5);
  });

  it("makes a random text and asks no server", async () => {
    const env = { POSTERN_URL: "http://127.0.0.1:9", POSTERN_TOKEN: "" };
    const { postern } = typist();
    expect((await postern(["generate"], { env })).out).toMatch(/^[A-Za-z0-9]{32}\n$/);
    expect((await postern(["generate", "-n", "--length", "1000", "--alphabet", "ab"], { env })).out).toMatch(
      /^[ab]{1000}$/,
    );
    expect(JSON.parse((await postern(["generate", "--json"], { env })).out)).toEqual({
      value: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
  });

  it("by a policy makes values into a secret, asks first, and shows none", async () => {
    const fields = [{ name: "password", generator: "random", config: { length: 40 } }];
    const made = await space.api("POST", "/v1/secret-policies", { body: { name: "long", fields } });
    expect(made.status).toBe(201);
    const { postern, atTerminal } = typist();
    expect((await postern(["generate", "app/made", "--policy", "long"])).code).toBe(2);
    const { code, out } = await atTerminal(["generate", "app/made", "--policy", "long"], [["Make new values", "y"]]);
    expect(code).toBe(0);
    expect(out).toContain("Wrote app/made, version 1, with new values for password.");
    const { out: value } = await postern(["get", "-n", "app/made#password"]);
    expect([value.length, out.includes(value)]).toEqual([40, false]);
    expect(await postern(["generate", "app/made", "--policy", made.body.id, "-y", "-q"])).toEqual({
      code: 0,
      out: "app/made\n",
      err: "",
    });
  });
});
