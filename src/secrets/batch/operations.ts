import { AppError, type Failure, fail } from "../../errors";
import type { Context, QueryContext } from "../../kernel/context";
import { type Glob, parseGlob } from "../../kernel/glob";
import { query } from "../../kernel/operation";
import { rateLimited } from "../../kernel/rate-limit";
import { pathFault } from "../../kernel/secret-path";
import { Turns } from "../../kernel/turns";
import { type SecretMetadata, viewMetadata } from "../metadata";
import { findLive } from "../queries";
import { countRead, type Located, locate, openData, type SecretValue, viewValue } from "../read";
import type { Secret } from "../store";
import { secretStore } from "../store";

/** By path, in request order: what a single call would have given. */
export interface BatchResult<T> {
  readonly found: readonly (readonly [path: string, value: T])[];
  readonly errors: readonly (readonly [path: string, error: Failure])[];
}
export interface ReadBatch {
  /** Without doubles. */
  readonly paths: readonly string[];
  readonly version: number | null;
  readonly failFast: boolean;
  readonly includeMetadata: boolean;
}
export interface MetadataBatch {
  readonly paths: readonly string[];
  readonly expandWildcards: boolean;
  readonly failFast: boolean;
}

/** Bytes of `data` in one answer; what is over it is fetched one by one. */
const MAX_ANSWER_BYTES = 8_388_608;
const MAX_EXPANDED = 1000;
/** What patterns may take, about a quarter of a second: one pattern over 100 000 paths. What is found by then is shown. */
const MAX_PATTERN_UNITS = 250_000;

/**
 * Every path is checked before the first value is opened. `read` must hold a unit per path asked for, at most a full bucket;
 * what was not returned is given back.
 */
export const readBatch = query({
  name: "secrets.batch",
  scope: "secrets:read",
  category: "batch_read",
  action: "read",
  reach: "tenant",
  async run(
    ctx,
    { paths, version, failFast, includeMetadata }: ReadBatch,
  ): Promise<BatchResult<SecretValue> & { includeMetadata: boolean }> {
    const giveBack = reserveReads(ctx, paths.length);
    let returned = 0;
    try {
      ctx.audit.annotate({ batch: paths.length });
      const checked = paths.map((path) => [path, attempt(path, () => locateForRead(ctx, path, version))] as const);
      if (failFast) refuseFirst(ctx, checked);
      const result = await openAll(ctx, checked);
      returned = result.found.length;
      return { ...result, includeMetadata };
    } finally {
      giveBack(returned);
    }
  },
});

export const readMetadataBatch = query({
  name: "secrets.batch_metadata",
  scope: "secrets:list",
  category: "batch_metadata",
  action: "list",
  reach: "tenant",
  async run(
    ctx,
    { paths, expandWildcards, failFast }: MetadataBatch,
  ): Promise<BatchResult<SecretMetadata> & { truncated: boolean }> {
    const isPattern = (path: string) => expandWildcards && /[*?]/.test(path);
    const patterns = paths.flatMap((path, at) => (isPattern(path) ? [parsePattern(path, at)] : []));
    const checked = paths
      .filter((path) => !isPattern(path))
      .map((path) => [path, attempt(path, () => viewForList(ctx, path))] as const);
    ctx.audit.annotate({ batch: paths.length });
    if (failFast) refuseFirst(ctx, checked);
    const { secrets: expanded, truncated } = await expand(ctx, patterns);
    const found = new Map(checked.flatMap(([path, tried]) => (tried.ok ? [[path, tried.value] as const] : [])));
    for (const secret of expanded) if (!found.has(secret.path)) found.set(secret.path, viewMetadata(ctx, secret));
    const errors = checked.flatMap(([path, tried]) => (tried.ok ? [] : [[path, tried.error] as const]));
    return { found: [...found], errors, truncated };
  },
});

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };
type Checked<T> = readonly (readonly [path: string, tried: Tried<T>])[];

function attempt<T>(path: string, work: () => T): Tried<T> {
  const reason = pathFault(path);
  if (reason) return { ok: false, error: { code: "invalid_path", details: { reason } } };
  try {
    return { ok: true, value: work() };
  } catch (e) {
    if (e instanceof AppError) return { ok: false, error: e.failure };
    throw e;
  }
}

function locateForRead(ctx: Context, path: string, version: number | null): Located {
  ctx.require("read", path);
  return locate(ctx, path, version);
}

function viewForList(ctx: Context, path: string): SecretMetadata {
  ctx.require("list", path);
  return viewMetadata(ctx, findLive(ctx, path));
}

/** The first error in request order is the answer, and its path is the one that the log names. */
function refuseFirst(ctx: Context, checked: Checked<unknown>): void {
  for (const [path, tried] of checked) {
    if (tried.ok) continue;
    if (tried.error.code !== "invalid_path") ctx.audit.secretPath = path;
    throw new AppError({ ...tried.error, details: { ...tried.error.details, path } });
  }
}

async function openAll(ctx: QueryContext, checked: Checked<Located>): Promise<BatchResult<SecretValue>> {
  const found: [string, SecretValue][] = [];
  const errors: [string, Failure][] = [];
  let bytes = 0;
  for (const [path, tried] of checked) {
    const opened = tried.ok ? await tryOpen(ctx, tried.value, MAX_ANSWER_BYTES - bytes) : tried;
    if (opened.ok) {
      bytes += opened.value.bytes;
      found.push([path, opened.value.value]);
      ctx.audit.addPath(path, { version: opened.value.value.version });
      if (tried.ok) countRead(ctx, tried.value);
    } else {
      errors.push([path, opened.error]);
      if (opened.error.code !== "invalid_path" && opened.error.code !== "payload_too_large")
        ctx.audit.addPath(path, {}, opened.error);
    }
  }
  return { found, errors };
}

async function tryOpen(
  ctx: Context,
  located: Located,
  roomBytes: number,
): Promise<Tried<{ value: SecretValue; bytes: number }>> {
  try {
    const data = await openData(ctx, located);
    const bytes = Buffer.byteLength(data);
    if (bytes > roomBytes)
      return { ok: false, error: { code: "payload_too_large", details: { limit_bytes: MAX_ANSWER_BYTES } } };
    return { ok: true, value: { value: viewValue(ctx, located, data), bytes } };
  } catch (e) {
    if (e instanceof AppError) return { ok: false, error: e.failure };
    throw e;
  }
}

/** Throws AppError rate_limited, and then nothing was taken. */
function reserveReads({ consume }: Context, paths: number): (returned: number) => void {
  const limit = consume("read", 0).rate?.limit ?? 0;
  const units = Math.min(paths, limit);
  const taken = consume("read", units);
  if (!taken.ok) {
    consume("batch_read", -1);
    throw new AppError(rateLimited("read", taken));
  }
  return (returned) => void consume("read", Math.min(returned, units) - units);
}

function parsePattern(text: string, at: number): Glob {
  const parsed = parseGlob(text);
  return parsed.ok ? parsed.glob : fail("invalid_glob", { field: `paths[${at}]`, reason: parsed.reason });
}

/** What any of the patterns stands for and the caller may list, first by path. Without a right to list nothing is looked at. */
async function expand(ctx: Context, patterns: readonly Glob[]): Promise<{ secrets: Secret[]; truncated: boolean }> {
  if (patterns.length === 0) return { secrets: [], truncated: false };
  const filter = {
    prefix: "",
    tags: [],
    secretType: null,
    expiresBeforeMs: null,
    updatedAfterMs: null,
    includeExpired: true,
  };
  const turns = new Turns(MAX_PATTERN_UNITS);
  const asked = { filter, globs: ctx.rulesFor("list"), patterns, nowMs: ctx.now };
  const found = await secretStore(ctx).select(asked, "", MAX_EXPANDED + 1, turns);
  return { secrets: found.slice(0, MAX_EXPANDED), truncated: found.length > MAX_EXPANDED || turns.exhausted };
}
