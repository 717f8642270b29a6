import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { type Finished, runScript, type Typed, typeScript } from "../../scripts/shell.ts";
import type { Space } from "./space.ts";

export type { Finished } from "../../scripts/shell.ts";

interface Around {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Types `postern …` into a shell in the name of the space's administrator, unless `env` says otherwise. Its home is empty. */
export function typistOf(space: Pick<Space, "url" | "token">, home: string) {
  const { file } = inject("commandLine");
  const own = { HOME: home, XDG_CONFIG_HOME: "", POSTERN_URL: space.url, POSTERN_TOKEN: space.token };
  const placed = <A extends Around>({ env = {}, cwd = home, ...around }: A) => ({
    ...around,
    env: { ...own, ...env },
    cwd,
  });
  return {
    /** To its end, with `input` in a pipe. */
    async postern(args: readonly string[], around: Around & { readonly input?: string } = {}): Promise<Finished> {
      return await runScript([file, ...args], placed(around));
    },
    /** At a terminal of `columns` characters a line; `out` is the screen, with what colours it. */
    async atTerminal(
      args: readonly string[],
      typed: Typed = [],
      around: Around & { readonly columns?: number } = {},
    ): Promise<Finished> {
      return await typeScript([file, ...args], typed, placed(around));
    },
  };
}

/** An empty folder that goes with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "postern-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
