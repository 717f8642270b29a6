import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const COPIED = [
  "scripts",
  "src",
  "build",
  "console",
  "reference",
  "migrations",
  "public",
  "docs",
  "packages",
  "package.json",
  "tsconfig.json",
  "wrangler.toml",
];

export interface Checkout {
  readonly folder: string;
  /** Replaces a text of one of its files, which has to be there. */
  edit(file: string, from: string, to: string): void;
  remove(): void;
}

/** A copy of this checkout, for scripts that write into theirs: the tokens and data of whoever runs the tests are left alone. */
export function newCheckout(): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "postern-checkout-"));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    edit(file, from, to) {
      const text = readFileSync(join(folder, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(join(folder, file), text.replace(from, to));
    },
    // Wrangler may still be writing to its folders when it is gone by its exit code.
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
