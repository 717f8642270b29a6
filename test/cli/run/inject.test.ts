import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

const CANARY = "canary-91ce";
const TEMPLATE =
  "user={{ pst://app/db#user }}\npass={{pst://app/db#password}}\nold={{ pst://app/db#user@1 }} {{ .Values.x }} \\{{ pst://x }}\n";
const FILLED = `user=ben\npass=${CANARY}\nold=anna {{ .Values.x }} {{ pst://x }}\n`;
let space: Space;
beforeAll(async () => {
  space = await newSpace();
  const put = (data: object) => space.api("PUT", "/v1/secrets/app/db", { body: { data } });
  await put({ user: "anna" });
  await put({ user: "ben", password: CANARY });
});

function person(template = TEMPLATE) {
  const home = newFolder();
  writeFileSync(join(home, "template"), template);
  return { home, out: join(home, "out"), ...typistOf(space, home) };
}
const FILL = ["inject", "-i", "template", "-o", "out"];

it.each<[string, string, number, string]>([
  [
    "malformed",
    "x\n{{ pst://app//db }}",
    2,
    "error: line 2: this is no reference to a secret: a path has names between its slashes, and none at an end (usage)\n" +
      "  next: PATH, PATH#FIELD, PATH@VERSION or PATH#FIELD@VERSION\n",
  ],
  ["not ended", "{{ pst://app/db", 2, "error: line 1: a reference has no }} behind it (usage)\n"],
  [
    "to nothing",
    `${TEMPLATE}{{ pst://app/none }}`,
    5,
    "error: app/none can't be read: No secret at this path. (secret_not_found)\n  next: postern ls\n",
  ],
  [
    "to a field that is not there",
    `${TEMPLATE}{{ pst://app/db#none }}`,
    5,
    "error: app/db has no field none (field_not_found)\n  next: postern get app/db\n",
  ],
])("postern inject writes nothing when a reference is %s", async (_, template, code, err) => {
  const { home, postern } = person(template);
  expect(await postern(FILL)).toEqual({ code, out: "", err });
  expect(readdirSync(home)).toEqual(["template"]);
});

it("postern inject takes no template that is missing, or no text", async () => {
  const { home, postern } = person();
  expect(await postern(["inject", "-i", "none", "-o", "out"])).toEqual({
    code: 2,
    out: "",
    err: "error: none can't be read (usage)\n",
  });
  writeFileSync(join(home, "template"), Buffer.from([0xff, 0xfe]));
  expect(await postern(FILL)).toEqual({ code: 2, out: "", err: "error: template is no text in UTF-8 (usage)\n" });
});

it("postern inject follows no symbolic link, writes into nothing that is no file, and not into its template", async () => {
  const { home, out, postern } = person();
  symlinkSync(join(home, "elsewhere"), out);
  expect(await postern([...FILL, "--yes"])).toEqual({
    code: 2,
    out: "",
    err: "error: out is a symbolic link (usage)\n  next: -o with the file that it leads to\n",
  });
  expect(lstatSync(out).isSymbolicLink()).toBe(true);
  expect(existsSync(join(home, "elsewhere"))).toBe(false);
  mkdirSync(join(home, "folder"));
  expect((await postern(["inject", "-i", "template", "-o", "folder", "--yes"])).err).toBe(
    "error: folder is no file (usage)\n  next: -o - for the standard output\n",
  );
  expect((await postern(["inject", "-i", "template", "-o", "./template", "--yes"])).err).toBe(
    "error: -i and -o are the same file (usage)\n",
  );
  expect(readFileSync(join(home, "template"), "utf8")).toBe(TEMPLATE);
});

it("postern inject replaces no file that is there unless somebody says so", async () => {
  const { out, postern, atTerminal } = person();
  writeFileSync(out, "mine");
  expect(await postern(FILL)).toEqual({
    code: 2,
    out: "",
    err: "error: nobody can be asked here: this is no terminal (usage)\n  next: --yes, to replace the file that is there\n",
  });
  expect((await atTerminal(FILL, [["Replace out?", "n"]])).code).toBe(1);
  expect(readFileSync(out, "utf8")).toBe("mine");
  expect((await atTerminal(FILL, [["Replace out?", "y"]])).code).toBe(0);
  expect(readFileSync(out, "utf8")).toBe(FILLED);
});

it("postern inject writes a file for its owner alone, also where one was that others could read, and leaves no draft", async () => {
  const { home, out, postern } = person();
  writeFileSync(out, "before");
  chmodSync(out, 0o666);
  expect(await postern([...FILL, "--yes"])).toEqual({ code: 0, out: "", err: "Wrote out with 3 values.\n" });
  expect(readFileSync(out, "utf8")).toBe(FILLED);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(readdirSync(home).sort()).toEqual(["out", "template"]);
  expect(await postern([...FILL, "--yes", "--json"])).toEqual({
    code: 0,
    out: `${JSON.stringify({ file: "out", values: 3 }, null, 2)}\n`,
    err: "",
  });
});

it("postern inject says which file it could not write", async () => {
  const { postern } = person();
  expect(await postern(["inject", "-i", "template", "-o", "none/out"])).toEqual({
    code: 1,
    out: "",
    err: "error: none/out can't be written (ENOENT) (file_unwritable)\n",
  });
});

it("postern inject is a filter: from a pipe into a pipe, byte for byte", async () => {
  const { postern } = person();
  expect(await postern(["inject"], { input: `\ufeff${TEMPLATE}é` })).toEqual({
    code: 0,
    out: `\ufeff${FILLED}é`,
    err: "",
  });
  expect(await postern(["inject"], { input: "no reference", env: { POSTERN_TOKEN: "" } })).toEqual({
    code: 0,
    out: "no reference",
    err: "",
  });
});

it("postern inject has written all of a long text when it ends", async () => {
  const { postern } = person();
  const input = "a line of a long text\n".repeat(400_000);
  expect(await postern(["inject"], { input: `{{ pst://app/db#user }}${input}` })).toEqual({
    code: 0,
    out: `ben${input}`,
    err: "",
  });
});

it("postern inject shows values in a terminal only when it is asked to", async () => {
  const { atTerminal } = person();
  const { code, out } = await atTerminal(["inject", "-i", "template"]);
  expect([code, out.replaceAll("\r", "")]).toEqual([
    2,
    "error: values are not shown in a terminal (usage)\n  next: -o FILE, a pipe, or --reveal\n",
  ]);
  expect((await atTerminal(["inject", "-i", "template", "--reveal"])).out.replaceAll("\r", "")).toBe(FILLED);
});

it("postern inject reads what a template needs in one call for each version", async () => {
  const { postern } = person();
  const { err } = await postern([...FILL, "--debug"]);
  expect(err.match(/POST \/v1\/secrets\/batch 200/g)).toHaveLength(2);
});
