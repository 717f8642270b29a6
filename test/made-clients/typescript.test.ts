import { copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand, temporaryFolder } from "../vault-api/clients/command";
import { hasServer, token, url, writeDocument } from "./support";

const PROJECT = join(import.meta.dirname, "../..");
const bin = (name: string): string => join(PROJECT, "node_modules", name);

const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  module: "nodenext",
  target: "es2022",
  types: ["node"],
  rewriteRelativeImportExtensions: true,
};

it.skipIf(!hasServer)(
  "openapi-typescript makes types of the document that compile, and put, get and list",
  async () => {
    const folder = temporaryFolder();
    const file = await writeDocument(folder);
    symlinkSync(join(PROJECT, "node_modules"), join(folder, "node_modules"));
    copyFileSync(join(import.meta.dirname, "typescript-client.mts"), join(folder, "client.mts"));
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: OPTIONS, files: ["client.mts", "api.d.ts"] }),
    );
    const node = (...args: string[]) =>
      runCommand(process.execPath, args, { HOME: folder, POSTERN_URL: url, POSTERN_TOKEN: token });

    expect(await node(bin("openapi-typescript/bin/cli.js"), file, "-o", join(folder, "api.d.ts"))).toMatchObject({
      code: 0,
    });
    expect(await node(bin("typescript/bin/tsc"), "-p", folder)).toEqual({ code: 0, out: "", err: "" });
    const { code, out, err } = await node(join(folder, "client.mjs"));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toEqual({
      created: true,
      version: 1,
      data: { user: "app", port: 5432 },
      paths: ["made/typescript/db/main"],
      code: "secret_not_found",
    });
  },
);
