import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Document } from "../../../../reference/src/model/document.ts";
import { groupsOf } from "../../../../reference/src/model/operations.ts";
import { filledAtFirst, requestOf } from "../../../../reference/src/model/request.ts";
import { type Language, sampleOf } from "../../../../reference/src/model/samples.ts";
import { looking, server } from "../support/console.ts";

const ROOT = join(import.meta.dirname, "../../../..");

/** The samples of all operations in one language, as the page shows them before anybody types. */
async function samplesIn(language: Language): Promise<readonly string[]> {
  const document = (await (await fetch(`${server?.url}/openapi.json`)).json()) as Document;
  const operations = groupsOf(document).flatMap((group) => group.operations.filter(({ isWebhook }) => !isWebhook));
  expect(operations.length).toBeGreaterThan(140);
  return operations.map((operation) =>
    sampleOf(language, requestOf(operation, filledAtFirst(operation)), "https://postern.example"),
  );
}

looking("every sample of TypeScript compiles strictly with the client package", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postern-samples-"));
  try {
    const samples = await samplesIn("TypeScript");
    const [head] = samples[0]?.split("\n") ?? [];
    const bodies = samples.map((sample) => sample.slice(sample.indexOf("\n")));
    const library = JSON.stringify(join(ROOT, "packages/client/src/library/index.ts"));
    const functions = bodies.map((body, at) => `export async function sample${at}() {${body}\nreturn answer;\n}\n`);
    writeFileSync(join(folder, "samples.ts"), `${head?.replace('"postern"', library)}\n${functions.join("")}`);
    const compilerOptions = {
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
      lib: ["es2024", "dom", "dom.iterable"],
    };
    const config = { extends: join(ROOT, "tsconfig.json"), compilerOptions, include: ["samples.ts"], exclude: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const run = spawnSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
    expect([run.stdout, run.status]).toEqual(["", 0]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

looking(
  "every sample of Python is one that Python reads, and every sample of curl one that a shell reads",
  async () => {
    const program = "import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)";
    const input = JSON.stringify(await samplesIn("Python"));
    const python = spawnSync("python3", ["-c", program], { input, encoding: "utf8" });
    expect([python.stderr, python.status]).toEqual(["", 0]);
    const shell = spawnSync("bash", ["-n"], { input: (await samplesIn("curl")).join("\n"), encoding: "utf8" });
    expect([shell.stderr, shell.status]).toEqual(["", 0]);
  },
);
