import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { writeWhole } from "../../../packages/client/src/cli/shell/whole-file";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "whole-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it("what can't be written leaves no draft, and what was there stays", async () => {
  const folder = newFolder();
  await expect(writeWhole(join(folder, "none/file"), "text")).rejects.toThrow("ENOENT");
  // A folder can't be replaced by a file.
  await expect(writeWhole(join(folder, "."), "text")).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

it("a file is written for its owner alone, whatever it was before", async () => {
  const folder = newFolder();
  const file = join(folder, "file");
  writeFileSync(file, "a longer text from before");
  chmodSync(file, 0o666);
  await writeWhole(file, "text");
  expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777, readdirSync(folder)]).toEqual([
    "text",
    0o600,
    ["file"],
  ]);
});

it("a symbolic link is replaced, and what it leads to stays", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "other"), "other");
  symlinkSync("other", join(folder, "file"));
  await writeWhole(join(folder, "file"), Buffer.from([0xff]));
  expect(readFileSync(join(folder, "other"), "utf8")).toBe("other");
  expect([...readFileSync(join(folder, "file"))]).toEqual([0xff]);
});
