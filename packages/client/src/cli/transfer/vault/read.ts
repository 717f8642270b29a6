import { CliError, EXIT, usageError } from "../../shell/exit.ts";
import { visible } from "../../shell/visible.ts";
import { type ExactObject, exactText, isExactObject } from "../../text/exact-json.ts";
import { eachOf } from "../pool.ts";
import { type Entry, entryOf, type Found, inFolder, type Refused, type Version } from "../source.ts";
import type { VaultClient } from "./client.ts";
import { historyOf } from "./history.ts";

export interface VaultWish {
  readonly mount: string;
  /** A folder of the mount; empty: all of it. */
  readonly prefix: string;
  /** The folder at Postern that takes the place of `prefix`; undefined: the paths stay. */
  readonly to: string | undefined;
  /** Of the KV engine; undefined: the vault is asked. */
  readonly kv: 1 | 2 | undefined;
  /** The newest version of each alone. */
  readonly isLatest: boolean;
  /** Requests at a time. */
  readonly width: number;
  readonly nowMs: number;
  readonly onRead: () => void;
}

const MAX_SECRETS = 1_000_000;
const MAX_DEPTH = 64;

/** Every secret below the prefix, with its versions. What can't be read is told. Throws CliError, also where nothing is there. */
export async function readVault(vault: VaultClient, wish: VaultWish): Promise<Found> {
  const mount = segmentsOf(wish.mount);
  const kv = wish.kv ?? (await versionOf(vault, mount));
  const folder = segmentsOf(wish.prefix);
  const refused: Refused[] = [];
  const names = await namesBelow(vault, kv === 2 ? [...mount, "metadata"] : mount, folder, {
    width: wish.width,
    refused,
  });
  if (names.length === 0 && refused.length === 0) {
    const place = visible([...mount, ...folder].join("/"));
    throw new CliError(
      EXIT.notFound,
      "vault_empty",
      `the vault has no secrets below ${place}/`,
      "--prefix FOLDER, as bao kv list shows it",
    );
  }
  const entries: Entry[] = [];
  await eachOf(names, wish.width, async (name) => {
    const rest = name.slice(folder.length).join("/");
    const path = wish.to === undefined ? name.join("/") : inFolder(wish.to, rest);
    const read = () => (kv === 2 ? readHistory : readValue)(vault, mount, name, path, wish);
    const found = isAddress(name) ? await orRefused(read) : "no address leads to a name like this";
    if (typeof found === "string") refused.push({ name: path, reason: found });
    else entries.push(found);
    wish.onRead();
  });
  return { entries, refused };
}

/** What lies below a folder of the mount, breadth first. A name that no address leads to is kept, and not followed. */
async function namesBelow(
  vault: VaultClient,
  lists: readonly string[],
  folder: readonly string[],
  { width, refused }: { readonly width: number; readonly refused: Refused[] },
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  let folders: readonly (readonly string[])[] = [folder];
  while (folders.length > 0) {
    const deeper: (readonly string[])[] = [];
    await eachOf(folders, width, async (one) => {
      const list = () => vault.list([...lists, ...one]);
      // Who may not list the folder that was asked for is told so; who may not list one inside it gets the others.
      const keys = one === folder ? await list() : await orRefused(list);
      if (typeof keys === "string") return void refused.push({ name: `${one.join("/")}/`, reason: keys });
      for (const key of keys) {
        const name = [...one, key.endsWith("/") ? key.slice(0, -1) : key];
        const isFolder = key.endsWith("/") && isAddress(name) && name.length < MAX_DEPTH;
        (isFolder ? deeper : found).push(name);
      }
    });
    if (found.length + deeper.length > MAX_SECRETS)
      throw new CliError(EXIT.failure, "vault_failed", `the vault has over ${MAX_SECRETS} secrets there`, "--prefix");
    folders = deeper;
  }
  return found;
}

async function readHistory(
  vault: VaultClient,
  mount: readonly string[],
  name: readonly string[],
  path: string,
  { isLatest, nowMs }: VaultWish,
): Promise<Entry | string> {
  const metadata = (await vault.read([...mount, "metadata", ...name]))?.get("data");
  const history = isExactObject(metadata) ? historyOf(metadata, nowMs) : null;
  if (history === null) return "the vault has no version of it";
  const { places, ...rest } = history;
  const last = places.at(-1);
  if (isLatest && typeof last !== "number") return "the vault's newest version of it is deleted";
  const wanted = isLatest ? places.slice(-1) : places;
  const versions: Version[] = [];
  for (const place of wanted) {
    versions.push(place === null ? null : await valueAt(vault, [...mount, "data", ...name], place));
  }
  const [only] = versions;
  if (!isLatest) return { path, versions, isHistory: true, ...rest };
  if (only === null || only === undefined) return "the vault's newest version of it is deleted";
  return { ...entryOf(path, only), metadata: rest.metadata };
}

async function valueAt(vault: VaultClient, path: readonly string[], version: number): Promise<Version> {
  const data = (await vault.read(path, `?version=${version}`))?.get("data");
  const value = isExactObject(data) ? data.get("data") : undefined;
  return isExactObject(value) ? exactText(value) : null;
}

async function readValue(
  vault: VaultClient,
  mount: readonly string[],
  name: readonly string[],
  path: string,
): Promise<Entry | string> {
  const data = (await vault.read([...mount, ...name]))?.get("data");
  return isExactObject(data) ? entryOf(path, exactText(data)) : "the vault has no value of it";
}

/** What the vault's token may not read is one thing that is not carried over, and no end of the others. */
async function orRefused<T>(read: () => Promise<T>): Promise<T | string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CliError && error.code === "vault_refused") return "the vault's token may not read it";
    throw error;
  }
}

/** What is said to any token that may read below the mount. */
async function versionOf(vault: VaultClient, mount: readonly string[]): Promise<1 | 2> {
  const answer = await vault.read(["sys", "internal", "ui", "mounts", ...mount]);
  const data: ExactObject = objectIn(answer, "data");
  const type = data.get("type");
  if (type !== "kv" && type !== "generic")
    throw usageError(`the vault has no key-value secrets at ${visible(mount.join("/"))}`, "--mount NAME");
  return objectIn(data, "options").get("version") === "2" ? 2 : 1;
}

const objectIn = (object: ExactObject | null, key: string): ExactObject => {
  const found = object?.get(key);
  return isExactObject(found) ? found : new Map();
};
const segmentsOf = (path: string): readonly string[] => path.split("/").filter((segment) => segment !== "");
/** Addresses swallow dots and empty names, and would lead elsewhere. */
const isAddress = (name: readonly string[]): boolean =>
  name.every((segment) => segment !== "" && segment !== "." && segment !== ".." && segment.isWellFormed());
