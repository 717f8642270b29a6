import { open } from "node:fs/promises";
import { CliError, EXIT, usageError } from "../../shell/exit.ts";
import { readAll, type Shell } from "../../shell/shell.ts";
import type { Found } from "../source.ts";
import { fileFault, type Target } from "./fault.ts";

export const FORMATS = ["dotenv", "json", "yaml", "k8s"] as const;
export type Format = (typeof FORMATS)[number];
export const PLATFORMS = ["infisical", "doppler", "aws"] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface FileWish {
  /** `-`: the standard input. */
  readonly file: string;
  /** Undefined: the name of the file says. */
  readonly format: Format | Platform | undefined;
  readonly to: Target;
  readonly isNested: boolean;
}

const MAX_BYTES = 256 * 1024 * 1024;

/** What a file holds. Throws CliError, which repeats nothing of it. */
export async function readFileSource(shell: Shell, { file, format, to, isNested }: FileWish): Promise<Found> {
  const kind = format ?? formatNamed(file);
  if (kind === undefined) throw usageError("it is not known what format the file has", `--format ${FORMATS.join("|")}`);
  const text = textOf(await bytesOf(shell, file));
  switch (kind) {
    case "dotenv":
      return (await import("./dotenv.ts")).dotenvFile(text, to);
    case "json": {
      const { documentOf, parseDocument } = await import("./document.ts");
      return documentOf(parseDocument(text), to, isNested);
    }
    case "yaml": {
      const [{ documentOf }, { parseYaml }] = await Promise.all([import("./document.ts"), import("./yaml.ts")]);
      const documents = parseYaml(text);
      if (documents.length > 1) throw fileFault("it has more than one document", "--format k8s, if they are manifests");
      return documentOf(documents[0] ?? null, to, isNested);
    }
    case "k8s": {
      const [{ kubernetesFile }, { parseYaml }] = await Promise.all([import("./kubernetes.ts"), import("./yaml.ts")]);
      return kubernetesFile(parseYaml(text), to);
    }
    case "infisical":
      return (await import("./platforms.ts")).infisicalFile(text, to);
    case "doppler":
      return (await import("./platforms.ts")).dopplerFile(text, to);
    case "aws":
      return (await import("./platforms.ts")).awsFile(text, to);
  }
}

/** What the name of a file says of its format; undefined: nothing. */
export function formatNamed(file: string): Exclude<Format, "k8s"> | undefined {
  const name = file.slice(file.search(/[^/\\]*$/));
  if (/\.json$/i.test(name)) return "json";
  if (/\.ya?ml$/i.test(name)) return "yaml";
  return /^\.env|\.env$/i.test(name) ? "dotenv" : undefined;
}

async function bytesOf(shell: Shell, file: string): Promise<Buffer> {
  if (file === "-") {
    if (shell.stdin.isTTY) throw usageError("the standard input is a terminal", "a file, or one in a pipe");
    return await readAll(shell.stdin, MAX_BYTES).catch((error: unknown) => {
      throw error instanceof RangeError ? fileFault("it is too long") : error;
    });
  }
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(EXIT.usage, "unreadable_file", `the file can't be read (${error.code ?? "unknown"})`);
  });
  try {
    if ((await handle.stat()).size > MAX_BYTES) throw fileFault("it is too long");
    return await handle.readFile();
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(EXIT.usage, "unreadable_file", "the file can't be read");
  } finally {
    await handle.close();
  }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw fileFault("it is no text in UTF-8");
  }
}
