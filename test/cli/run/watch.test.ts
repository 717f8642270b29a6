import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, inject, it, onTestFinished } from "vitest";
import { startScript } from "../../scripts/process.ts";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
const put = (path: string, key: string) => space.api("PUT", `/v1/secrets/${path}`, { body: { data: { key } } });
beforeAll(async () => {
  space = await newSpace();
});

function folderWith(lines: string): string {
  const home = newFolder();
  writeFileSync(join(home, ".env.postern"), lines);
  return home;
}

it("postern run --watch starts nothing when changes can't be seen, and says which right is missing", async () => {
  await put("app/read", "one");
  const token = await space.tokenFor(["secrets:read"], [{ path_pattern: "app/read", permissions: ["read"] }]);
  const { postern } = typistOf(space, folderWith("A=pst://app/read"));
  const { code, out, err } = await postern(["run", "--watch", "--", "echo", "started"], {
    env: { POSTERN_TOKEN: token },
  });
  expect([code, out]).toEqual([4, ""]);
  expect(err).toMatch(/^error: .+ \(insufficient_scope\)\n {2}next: postern whoami\n {2}request: req_\w+\n$/);
});

it("postern run --watch is refused where every version is named", async () => {
  const { postern } = typistOf(space, folderWith("A=pst://app/read@1"));
  expect(await postern(["run", "--watch", "--", "true"])).toEqual({
    code: 2,
    out: "",
    err: "error: there is nothing to watch: each reference names a version, which never changes (usage)\n",
  });
});

it("postern run --watch starts its program anew with each new value, and ends when the program is ended", async () => {
  await put("app/key", "one");
  const home = folderWith("A=pst://app/key");
  const env = { HOME: home, POSTERN_URL: space.url, POSTERN_TOKEN: space.token };
  const args = ["run", "--watch", "--interval", "1s", "--", process.execPath, "-e"];
  const program = 'console.log("has", process.env.A); setInterval(() => undefined, 1000)';
  const script = startScript(home, [inject("commandLine").file, ...args, program], env);
  onTestFinished(() => script.end());
  const closed = once(script.child, "close");
  await script.says("has one");
  await put("app/key", "two");
  await script.says("has two");
  await put("app/key", "three");
  await script.says("has three");
  script.child.kill("SIGTERM");
  expect(await closed).toEqual([null, "SIGTERM"]);
  const warning = "warning: app/key changed: the program is started anew";
  expect(script.said()).toBe(`has one\n${warning}\nhas two\n${warning}\nhas three\n`);
});

it("postern run --watch ends with what its program ended with", async () => {
  await put("app/end", "one");
  const { postern } = typistOf(space, folderWith("A=pst://app/end"));
  expect(await postern(["run", "--watch", "--", "sh", "-c", 'echo "$A"; exit 6'])).toEqual({
    code: 6,
    out: "one\n",
    err: "",
  });
});
