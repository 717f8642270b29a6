import type { Command } from "commander";
import type { Work } from "../session/command.ts";
import { readProfiles } from "../session/profiles.ts";
import type { Session } from "../session/session.ts";
import { findSignIn } from "../session/sign-in.ts";
import { readAll } from "../shell/shell.ts";
import { visible } from "../shell/visible.ts";
import { pathsUnder } from "./paths.ts";
import { type Place, placeIn } from "./place.ts";
import type { ShellName } from "./shells.ts";
import { quotedForBash, typedLine, typedWords } from "./typed.ts";

const MAX_LINE_BYTES = 65_536;
/** Whoever pressed Tab waits. */
const DEADLINE_MS = 300;

/**
 * Answers a shell: `files` or `words`, then a candidate a line. A fault of any kind is no candidate, and no word of it: what would be said
 * would stand in the middle of what is being typed. Nobody is asked, and no token is bought.
 */
export const completeIn =
  (program: Command): Work<[shell: ShellName], object> =>
  async ({ session, arguments: [shell] }) => {
    const lines = await candidates(program, session, shell).catch((): readonly string[] => ["words"]);
    // The program ends with this: a name that is still being looked up, which can't be given up, does not hold it.
    session.output.raw(lines.map((line) => `${line}\n`).join(""));
  };

async function candidates(program: Command, session: Session, shell: ShellName): Promise<readonly string[]> {
  const text = (await readAll(session.shell.stdin, MAX_LINE_BYTES)).toString("utf8");
  const inBash = shell === "bash" ? typedLine(text) : undefined;
  const typed = inBash ?? typedWords(text);
  const place = placeIn(program, typed);
  if (place.kind === "files") return ["files"];
  const words = place.kind === "path" ? await pathsInTime(session, place, typed.current) : place.words;
  const fitting = words.filter((word) => word.startsWith(typed.current) && isPlain(word));
  return ["words", ...fitting.map((word) => (inBash ? quotedForBash(word, inBash) : word))];
}

/** A line feed would be two candidates, and other controls would move the cursor. */
const isPlain = (word: string): boolean => visible(word) === word;

async function pathsInTime(session: Session, place: Place, prefix: string): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const over = new Promise<readonly string[]>((resolve) => {
    signal.addEventListener("abort", () => resolve([]), { once: true });
  });
  return await Promise.race([paths(session, place, prefix, signal), over]);
}

async function paths(
  session: Session,
  { signIn }: Place,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { env } = session.shell;
  const found = await findSignIn({ options: signIn, env, profiles: () => readProfiles(session.profilesFile) });
  const { options } = found;
  // Else it would be bought with what the place signs.
  if (!("token" in options)) return [];
  const postern = session.connect({ ...options, retry: { retries: 0 }, timeoutMs: DEADLINE_MS });
  const page = await postern.call("get", "/v1/secrets", { query: { prefix, limit: 200 }, signal });
  return pathsUnder(
    page.secrets.map(({ path }) => path),
    prefix,
  );
}
