import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

const typist = () => typistOf(space, newFolder());
const timeless = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME").replaceAll(/ +/g, " ");
let paths = 0;
/** A path of the test's own, with a version for each of the values. */
async function secretWith(...values: readonly object[]): Promise<string> {
  const path = `app/s${++paths}`;
  for (const data of values) {
    const { status } = await space.api("PUT", `/v1/secrets/${path}`, { body: { data } });
    expect(status).toBeLessThan(300);
  }
  return path;
}

describe("rm", () => {
  it("deletes nothing where nobody can be asked, or the answer is no", async () => {
    const path = await secretWith({ a: 1 });
    expect(await typist().postern(["rm", path])).toEqual({
      code: 2,
      out: "",
      err: "error: nobody can be asked here: this is no terminal (usage)\n  next: --yes\n",
    });
    expect((await typist().atTerminal(["rm", path], [["Delete", "n"]])).code).toBe(1);
    expect((await typist().atTerminal(["rm", path, "--permanent"], [["Nothing brings it back", "n"]])).code).toBe(1);
    expect((await typist().postern(["get", path])).code).toBe(0);
  });

  it("of no secret, of a field, of two versions, or over another version is refused", async () => {
    const path = await secretWith({ a: 1 });
    const codeOf = async (...args: string[]) => (await typist().postern(["rm", "-y", ...args])).code;
    expect(await codeOf("app/none")).toBe(5);
    expect(await codeOf(`${path}#a`)).toBe(2);
    expect(await codeOf(`${path}@1`, "--version", "1")).toBe(2);
    expect(await codeOf(path, "--if-version", "9")).toBe(6);
  });

  it("deletes a secret, which restore brings back", async () => {
    const path = await secretWith({ a: 1 });
    const { postern } = typist();
    const gone = await postern(["rm", path, "-y"]);
    expect([gone.code, gone.out, timeless(gone.err)]).toEqual([
      0,
      "",
      `Deleted ${path}. It can be brought back until TIME: postern restore ${path}\n`,
    ]);
    expect((await postern(["get", path])).code).toBe(5);
    expect(await postern(["restore", path])).toEqual({
      code: 0,
      out: "",
      err: `Restored ${path}. Version 1 is current.\n`,
    });
    expect((await postern(["get", `${path}#a`])).out).toBe("1\n");
    expect((await postern(["restore", path])).code).toBe(5);
  });

  it("deletes one version, which restore brings back, and destroys one for good", async () => {
    const path = await secretWith({ a: 1 }, { a: 2 }, { a: 3 });
    const { postern } = typist();
    expect((await postern(["rm", `${path}@1`, "-y"])).err).toBe(
      `Deleted ${path}@1. It can be brought back: postern restore ${path}@1\n`,
    );
    expect((await postern(["get", `${path}@1`])).code).toBe(5);
    expect((await postern(["restore", `${path}@1`, "-q"])).out).toBe(`${path}@1\n`);
    expect((await postern(["get", `${path}@1#a`])).out).toBe("1\n");
    expect((await postern(["rm", path, "--version", "1", "-y"])).code).toBe(0);
    expect((await postern(["rm", `${path}@2`, "--permanent", "-y"])).err).toBe(`Destroyed ${path}@2.\n`);
    const { code, out, err } = await postern(["versions", path]);
    expect([code, timeless(out), err]).toEqual([
      0,
      "VERSION CREATED BY STATE\n3 * TIME user:admin readable\n2 TIME user:admin destroyed\n1 TIME user:admin deleted TIME\n",
      "",
    ]);
    expect((await postern(["versions", path, "-q"])).out).toBe("3\n2\n1\n");
  });
});

describe("diff", () => {
  it("is refused of fields, of three versions, and where there is nothing older", async () => {
    const path = await secretWith({ a: 1 });
    const codeOf = async (...args: string[]) => (await typist().postern(["diff", ...args])).code;
    expect(await codeOf(`${path}#a`)).toBe(2);
    expect(await codeOf(path, "2")).toBe(2);
    expect(await codeOf(path, "@1", "@1", "@1")).toBe(2);
    expect(await codeOf(path)).toBe(5);
    expect(await codeOf(path, "@7")).toBe(5);
  });

  it("tells which fields differ, and shows no value unless it is asked to", async () => {
    const path = await secretWith({ a: "canary1", same: "canary" }, { a: "canary2", same: "canary", new: [1] });
    const { postern, atTerminal } = typist();
    const masked = `--- ${path}@1\n+++ ${path}@2\n  ~ a     changed\n    same  same\n  + new   added\n`;
    expect(await postern(["diff", path])).toEqual({ code: 0, out: masked, err: "" });
    expect((await postern(["diff", `${path}@1`])).out).toBe(masked);
    expect((await postern(["diff", path, "@1", "@2"])).out).toBe(masked);
    expect((await atTerminal(["diff", path, "--json"])).out).not.toContain("canary");
    expect((await postern(["diff", path, "-q"])).out).toBe("a\nnew\n");
    expect((await postern(["diff", `${path}@2`, "@1", "--reveal"])).out).toBe(
      `--- ${path}@2\n+++ ${path}@1\n  - a  canary2\n  + a  canary1\n    same  canary\n  - new  [1]\n`,
    );
    expect(JSON.parse((await postern(["diff", path, "--json", "--reveal"])).out)).toEqual({
      path,
      from: 1,
      to: 2,
      fields: [
        { field: "a", change: "changed", before: "canary1", after: "canary2" },
        { field: "same", change: "same", before: "canary", after: "canary" },
        { field: "new", change: "added", after: [1] },
      ],
    });
  });
});

describe("history", () => {
  it("needs the right to read the log", async () => {
    const env = { POSTERN_TOKEN: await space.tokenFor(["secrets:read"]) };
    expect((await typist().postern(["history", "app/any"], { env })).code).toBe(4);
    expect((await typist().postern(["history", "app/any", "--limit", "0"])).code).toBe(2);
  });

  it("tells who did what, the newest first, and that there is more", async () => {
    const path = await secretWith({ a: "canary" });
    const { postern } = typist();
    expect((await postern(["get", `${path}@9`])).code).toBe(5);
    const { code, out, err } = await postern(["history", path]);
    expect([code, timeless(out), err]).toEqual([
      0,
      "TIME ACTION WHO FROM RESULT\nTIME read user:admin 127.0.0.1 version_not_found\nTIME write user:admin 127.0.0.1 ok\n",
      "",
    ]);
    const short = await postern(["history", path, "--limit", "1"]);
    expect(short.out.split("\n").length).toBe(3);
    expect(short.err).toBe(`There is more: postern history ${path} --limit 2\n`);
  });
});

describe("rotate", () => {
  it("needs consent, and a value where the server can't make one", async () => {
    const path = await secretWith({ a: "x", b: "y" });
    const { postern } = typist();
    expect((await postern(["rotate", path])).code).toBe(2);
    expect((await postern(["rotate", path, "-y"])).code).toBe(2);
    expect((await postern(["rotate", path, "a=1", "--if-version", "9", "-y"])).code).toBe(6);
    expect((await postern(["versions", path, "-q"])).out).toBe("1\n");
  });

  it("shows which fields go before it asks, since what is given is the whole value", async () => {
    const path = await secretWith({ user: "x", password: "y" });
    const { out } = await typist().atTerminal(["rotate", path, "password=z"], [["whole value?", "\u0003"]]);
    expect(out).toContain(`${path}, over version 1:\r\n  ~ password  changed\r\n  - user      removed\r\n`);
    expect((await typist().postern(["versions", path, "-q"])).out).toBe("1\n");
  });

  it("takes a value, or has one made, and says how long the old one stays readable", async () => {
    const path = await secretWith({ password: "x" });
    const { postern } = typist();
    const first = await postern(["rotate", path, "password=-", "--grace", "1h", "--reason", "test", "-y"], {
      input: "new\n",
    });
    expect([first.code, first.out, timeless(first.err)]).toEqual([
      0,
      "",
      `${path}, over version 1:\n ~ password changed\n` +
        `Rotated ${path}: version 2 is current.\nVersion 1 stays readable until TIME.\n`,
    ]);
    expect((await postern(["get", `${path}#password`])).out).toBe("new\n");
    const policy = { name: "monthly", interval: "30d", auto_generate: true };
    const { body } = await space.api("POST", "/v1/rotation/policies", { body: policy });
    expect((await postern(["patch", path, "--rotation-policy", body.id, "-y"])).code).toBe(0);
    expect((await postern(["rotate", path, "-y", "-q"])).out).toBe(`${path}\n`);
    expect((await postern(["get", `${path}#password`])).out).toMatch(/^[A-Za-z0-9]{32}\n$/);
  });
});
