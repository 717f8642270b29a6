import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { isOperatorToken } from "../../scripts/lib/operator-token.mjs";
import { withNewKey } from "../../scripts/lib/root-keys.mjs";
import { runScript } from "./shell";

const make = (...args: readonly string[]) => runScript(["scripts/make-secret.mjs", ...args]);

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "postern-keys-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "root-keys");
  writeFileSync(file, text);
  return file;
}

it.each([["horse"], ["operator-token", "file"], ["root-keys", "a", "b"], []])(
  "make-secret that is called wrongly says how it is used, and makes nothing: %#",
  async (...args) => {
    const { code, out, err } = await make(...args);
    expect([code, out, err]).toEqual([1, "", expect.stringMatching(/^error: which secret\?\nusage: /)]);
  },
);

it.each(["", "[]", "{}", "horse", '[{"id":"k1","key":"aG9yc2U="}]', '[{"id":"k1"}]', "[null]"])(
  "make-secret adds no root key to what is no list of them, and does not repeat it: %j",
  async (text) => {
    const { code, out, err } = await make("root-keys", fileOf(text));
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^error: that is no list of root keys: /);
    expect(err).not.toMatch(/horse|aG9yc2U/);
  },
);

it("make-secret says that the file of root keys can't be read", async () => {
  expect((await make("root-keys", "/nowhere/root-keys")).err).toBe(
    "error: /nowhere/root-keys can't be read (ENOENT)\n",
  );
});

it("make-secret makes another operator token each time, which is one", async () => {
  const made = await Promise.all([make("operator-token"), make("operator-token")]);
  const [one = "", other = ""] = made.map(({ out }) => out.trim());
  expect([isOperatorToken(one), isOperatorToken(other), one === other]).toEqual([true, true, false]);
});

it("make-secret makes a first root key, and gives a list a second one that comes last, without touching the file", async () => {
  const first = (await make("root-keys")).out;
  const [key] = JSON.parse(first) as { id: string; key: string }[];
  expect([key?.id, Buffer.from(key?.key ?? "", "base64").length]).toEqual(["k1", 32]);
  const file = fileOf(first);
  const second = JSON.parse((await make("root-keys", file)).out) as { id: string; key: string }[];
  expect(second).toEqual([key, { id: "k2", key: expect.not.stringMatching(key?.key ?? "") }]);
  expect(readFileSync(file, "utf8")).toBe(first);
});

it.each([
  [["k1", "k7"], "k8"],
  [["dev-1"], "k1"],
  [["k9", "k2", "other"], "k10"],
])("a new root key after %j is called %s", (ids, next) => {
  const keys = ids.map((id) => ({ id, key: "" }));
  expect(withNewKey(keys).map(({ id }) => id)).toEqual([...ids, next]);
});

it.each([
  ["pst_operator_", false],
  ["", false],
  [`pst_tnt_a_${"a".repeat(49)}`, false],
  [`pst_operator_${"a".repeat(49)}`, false],
])("%j is an operator token: %s", (text, is) => {
  expect(isOperatorToken(text)).toBe(is);
});
