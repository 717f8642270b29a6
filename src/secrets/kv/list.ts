import { fail } from "../../errors";
import type { QueryContext } from "../../kernel/context";
import { query } from "../../kernel/operation";
import { endOfPrefix } from "../../kernel/secret-path";
import { Turns } from "../../kernel/turns";
import { type ListFilter, rangesOf } from "../list-filter";
import { secretStore } from "../store";

export interface ListKv {
  /** Empty, or with a slash at its end. */
  readonly folder: string;
  /** Only keys that come after this one. */
  readonly after: string;
  /** Null: as many as an answer holds. */
  readonly limit: number | null;
}
export interface KvKeys {
  /** Relative to the folder, in byte order; a folder has a slash at its end. */
  readonly keys: readonly string[];
  /** There is more than an answer holds. */
  readonly isCut: boolean;
}
/** Keys in one answer. */
const MAX_KEYS = 25_000;
/** Secrets that one step reads: many where each is a key, few where most lie in a folder that is one key together. */
const STEP = 250;
const FEW = 4;
/** With more secrets than that in a folder, steps of a few cost less than long ones: each step has a price of its own. */
const FOLDER = 14;
const TERMS = { scope: "secrets:list", category: "list", action: "list", reach: "tenant" } as const;

/** What lies in a folder and may be listed: secrets, and folders above such. Who may list nothing below it is refused. */
export const listKv = query({
  name: "kv.list",
  ...TERMS,
  async run(ctx, { folder, after, limit }: ListKv): Promise<KvKeys> {
    requireAnyBelow(ctx, folder);
    const most = Math.min(limit ?? MAX_KEYS, MAX_KEYS);
    const keys: string[] = [];
    const start = after === "" ? "" : pastKey(folder, after);
    await walk(ctx, { folder, start, most }, (path) => {
      const rest = path.slice(folder.length);
      const slash = rest.indexOf("/");
      const key = slash === -1 ? rest : rest.slice(0, slash + 1);
      if (keys.length === most) return undefined;
      keys.push(key);
      return pastKey(folder, key);
    });
    ctx.audit.annotate({ prefix: folder, returned: keys.length });
    return { keys, isCut: limit === null && keys.length === MAX_KEYS };
  },
});

/** Every secret below a folder that may be listed. */
export const scanKv = query({
  name: "kv.scan",
  ...TERMS,
  async run(ctx, { folder }: Pick<ListKv, "folder">): Promise<KvKeys> {
    requireAnyBelow(ctx, folder);
    const keys: string[] = [];
    await walk(ctx, { folder, start: "", most: MAX_KEYS }, (path) => {
      if (keys.length === MAX_KEYS) return undefined;
      keys.push(path.slice(folder.length));
      return path;
    });
    ctx.audit.annotate({ prefix: folder, returned: keys.length });
    return { keys, isCut: keys.length === MAX_KEYS };
  },
});

/** The last text that lies at a key, or below it where it is a folder. */
const pastKey = (folder: string, key: string): string => (key.endsWith("/") ? endOfPrefix(folder + key) : folder + key);

interface Walk {
  readonly folder: string;
  readonly start: string;
  /** So many are taken in all. */
  readonly most: number;
}
/**
 * Secrets in the order of their paths. `take` is told each one, and says after which text to go on, so that whoever asks for the
 * folders alone jumps over what lies in them; undefined: it has enough.
 */
async function walk(
  ctx: QueryContext,
  { folder, start, most }: Walk,
  take: (path: string) => string | undefined,
): Promise<void> {
  const filter: ListFilter = { ...ALL, prefix: folder };
  const asked = { filter, globs: ctx.rulesFor("list"), nowMs: ctx.now };
  const turns = new Turns();
  let step = Math.min(STEP, most + 1);
  for (let after = start, isDone = false; !isDone; ) {
    const rows = await secretStore(ctx).selectPaths(asked, after, step, turns);
    let taken = 0;
    for (const path of rows) {
      if (path <= after) continue;
      const next = take(path);
      if (next === undefined) return;
      after = next;
      taken++;
    }
    isDone = rows.length < step;
    step = nextStep(step, taken);
  }
}

function nextStep(step: number, taken: number): number {
  if (taken === step) return Math.min(STEP, step * FEW);
  return taken * FOLDER < step ? FEW : step;
}

const ALL: Omit<ListFilter, "prefix"> = {
  tags: [],
  secretType: null,
  expiresBeforeMs: null,
  updatedAfterMs: null,
  includeExpired: true,
};

/** Throws AppError access_denied, or what a condition says. */
function requireAnyBelow(ctx: QueryContext, folder: string): void {
  if (rangesOf(ctx.rulesFor("list"), folder).length > 0) return;
  ctx.require("list", folder === "" ? "secret" : folder.slice(0, -1));
  if (folder === "") fail("access_denied");
}
