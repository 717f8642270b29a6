import { mkdir, readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { writeWhole } from "../shell/whole-file.ts";

/** Where somebody signed in: the address, the token, and the space to act in where it is not the token's own. */
export interface Profile {
  readonly url: string;
  /** Null: it is in the keyring of the system. */
  readonly token: string | null;
  readonly tenant?: string;
}
export interface Profiles {
  /** The name of the one that counts without `--profile`. */
  readonly current: string | null;
  readonly profiles: Readonly<Record<string, Profile>>;
}

export const DEFAULT_PROFILE = "default";
const NONE: Profiles = { current: null, profiles: {} };
const MAX_BYTES = 1_000_000;

type Env = Readonly<Record<string, string | undefined>>;

/** `POSTERN_PROFILES`, else `postern/profiles.json` of the user's configuration. */
export const profilesFile = (env: Env): string =>
  env.POSTERN_PROFILES || join(env.XDG_CONFIG_HOME || join(homedir(), ".config"), "postern", "profiles.json");

/** None where there is no file. Throws CliError for a file that others may read, and for one that is none of ours. */
export async function readProfiles(file: string): Promise<Profiles> {
  const text = await readOwn(file);
  if (text === undefined) return NONE;
  const found = parseProfiles(text);
  if (found) return found;
  throw new CliError(
    EXIT.failure,
    "profiles_unreadable",
    `${file} is no file of profiles`,
    `rm ${file}, then postern login`,
  );
}

async function readOwn(file: string): Promise<string | undefined> {
  try {
    const { mode, size } = await stat(file);
    // Windows has no such bits: there every file shows them set.
    if (process.platform !== "win32" && (mode & 0o077) !== 0)
      throw new CliError(
        EXIT.failure,
        "profiles_open",
        `${file} holds tokens and may be read by others`,
        `chmod 600 ${file}`,
      );
    return size > MAX_BYTES ? "" : await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    if (error instanceof CliError) throw error;
    throw new CliError(EXIT.failure, "profiles_unreadable", `${file} can't be read`);
  }
}

/** Undefined: no profiles. Pure. */
export function parseProfiles(text: string): Profiles | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // The parser's own error repeats what it read.
  }
  if (!isRecord(value) || !isRecord(value.profiles)) return undefined;
  const { current = null, profiles } = value;
  if (current !== null && typeof current !== "string") return undefined;
  const entries = Object.entries(profiles);
  if (!entries.every((entry): entry is [string, Profile] => isProfile(entry[1]))) return undefined;
  return { current, profiles: Object.fromEntries(entries) };
}

/** For the owner alone, and whole or not at all. */
export async function writeProfiles(file: string, profiles: Profiles): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeWhole(file, `${JSON.stringify(profiles, null, 2)}\n`);
}

/** Throws CliError. */
export function requireProfileName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name) && name !== "__proto__") return name;
  throw usageError("a profile's name is up to 64 letters, digits, dots, hyphens and underscores");
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isProfile = (value: unknown): value is Profile =>
  isRecord(value) &&
  typeof value.url === "string" &&
  (value.token === null || typeof value.token === "string") &&
  (value.tenant === undefined || typeof value.tenant === "string");

/** The token of a profile, from the file or the keyring. Throws CliError: the keyring has none. */
export async function tokenOf(name: string, { url, token }: Profile): Promise<string> {
  if (token !== null) return token;
  const { accountOf, keyringOf } = await import("./keyring.ts");
  const kept = await keyringOf().get(accountOf(name, url));
  if (kept !== undefined) return kept;
  throw new CliError(
    EXIT.notSignedIn,
    "not_signed_in",
    `the keyring has no token of the profile ${name}`,
    `postern login --keyring --profile ${name}`,
  );
}
