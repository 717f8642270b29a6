import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { VaultServer } from "../../support/provided.d.ts";
import { baoBinary } from "./servers";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, with nothing in its environment but what is given, and where programs are found. */
export const runCommand = (command: string, args: readonly string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const options = { env: { PATH: process.env.PATH ?? "", ...env } };
    execFile(command, args, options, (error, out, err) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number") resolve({ code, out, err });
      else reject(error);
    });
  });

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "postern-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Bao {
  /** `bao kv get …`, whatever becomes of it. */
  run(...args: string[]): Promise<Ended>;
  /** What it prints. Rejects if it fails. */
  say(...args: string[]): Promise<string>;
  /** The same with `-format=json`, read. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  json(...args: string[]): Promise<any>;
}

/** The command line at a home of its own. Without a token it uses what `bao login` has left there. */
export function newBao(
  server: VaultServer,
  { token, home = temporaryFolder() }: { token?: string; home?: string } = {},
): Bao {
  const env = { HOME: home, VAULT_ADDR: server.url, ...(token === undefined ? {} : { VAULT_TOKEN: token }) };
  const run = (...args: string[]) => runCommand(baoBinary, args, env);
  const say = async (...args: string[]) => {
    const { code, out, err } = await run(...args);
    if (code !== 0) throw new Error(`bao ${args.join(" ")} ended with ${code}: ${err}`);
    return out;
  };
  return { run, say, json: async (...args) => JSON.parse(await say(...withFormat(args))) };
}

/** Flags stand between the command and its arguments: behind the last word of letters before the first other. */
function withFormat(args: readonly string[]): string[] {
  const at = args.findIndex((arg, index) => index > 0 && !/^[a-z]+$/.test(arg));
  const cut = at === -1 ? args.length : at;
  return [...args.slice(0, cut), "-format=json", ...args.slice(cut)];
}
