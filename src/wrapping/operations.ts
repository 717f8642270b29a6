import { ulid } from "../crypto/random";
import { containsToken } from "../crypto/redact";
import { hashToken, mintToken, tokenKey } from "../crypto/token";
import { AppError, fail } from "../errors";
import { DAY_MS, formatTimestamp } from "../formats";
import type { Context, MutationContext } from "../kernel/context";
import { configOf } from "../kernel/deployment";
import { mutation, query } from "../kernel/operation";
import { checkQuota } from "../kernel/quota";
import { WRAPPING_BEARER } from "./bearer";
import { type WrappedRow, wrappedAnswersOf, wrappingKey } from "./store";
import { wrappedAnswers } from "./tables";

export const MIN_WRAP_TTL_MS = 1_000;
export const MAX_WRAP_TTL_MS = 32 * DAY_MS;
/** Room for the largest value of a secret with an envelope around it. */
export const MAX_WRAPPED_BYTES = 1_310_720;
export const MAX_CREATION_PATH = 1_024;
const MAX_LIVE = 10_000;
const MAX_LIVE_BYTES = 67_108_864;
/** Of what one identity had wrapped: the others keep three quarters. */
const MAX_OWN = MAX_LIVE / 4;
const MAX_OWN_BYTES = MAX_LIVE_BYTES / 4;

export interface WrapRequest {
  /** The answer, as it is to be given later. */
  readonly text: string;
  /** What it answers, as its client asked for it. */
  readonly creationPath: string;
  readonly ttlMs: number;
}
export interface WrappingToken extends WrapInfo {
  /** In this answer, and nowhere else. */
  readonly token: string;
}
export interface WrapInfo {
  readonly accessor: string;
  readonly creationPath: string;
  readonly ttlMs: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}
export interface NamedWrap {
  /** Null: the caller's own token is the wrapping token. */
  readonly token: string | null;
}
export interface Unwrapped extends WrapInfo {
  readonly text: string;
  readonly createdBy: string;
}

const TERMS = { scope: null, reach: "space" } as const;
const BY_TOKEN = { ...TERMS, allowsWrappingToken: true, category: "auth" } as const;

/** Keeps an answer for whoever shows the token that is made for it: once, and for a time. */
export const wrapAnswer = mutation({
  name: "wrapping.wrap",
  ...TERMS,
  category: "write",
  action: "wrap",
  prepare: (ctx) => wrappingKey(ctx).ready(ctx.now),
  run(ctx, { text, creationPath, ttlMs }: WrapRequest): WrappingToken {
    if (!Number.isInteger(ttlMs) || ttlMs < MIN_WRAP_TTL_MS || ttlMs > MAX_WRAP_TTL_MS)
      fail("validation_error", { fields: { ttl: "range" } });
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_WRAPPED_BYTES) fail("payload_too_large", { limit_bytes: MAX_WRAPPED_BYTES });
    // Where a client asked by a token in the address, the token is no part of what is kept.
    const path = containsToken(creationPath) ? "?" : creationPath;
    if (path.length > MAX_CREATION_PATH) fail("validation_error", { fields: { path: "too_long" } });
    return keep(ctx, { text, bytes, creationPath: path, ttlMs, firstId: null, createdBy: ctx.actor.identityId });
  },
});

/** What a wrapping token is, without using it. */
export const lookUpWrap = query({
  name: "wrapping.lookup",
  ...BY_TOKEN,
  action: null,
  run: (ctx, { token }: NamedWrap): WrapInfo => infoOf(requireUnused(ctx, token)),
});

/** The answer, once: whoever comes second is refused, and the log and an event say so. */
export const unwrapAnswer = mutation({
  name: "wrapping.unwrap",
  ...BY_TOKEN,
  action: "unwrap",
  prepare: (ctx) => wrappingKey(ctx).ready(ctx.now),
  run(ctx, { token }: NamedWrap): Unwrapped {
    const row = take(ctx, token);
    return { ...infoOf(row), text: row.text, createdBy: row.createdBy };
  },
});

/** The same answer under another token, for as long again. The first token is used then. */
export const rewrapAnswer = mutation({
  name: "wrapping.rewrap",
  ...BY_TOKEN,
  action: "wrap",
  prepare: (ctx) => wrappingKey(ctx).ready(ctx.now),
  run(ctx, { token }: NamedWrap): WrappingToken {
    const { text, bytes, creationPath, ttlMs, id, firstId, createdBy } = take(ctx, token);
    ctx.audit.annotate({ replaces: id });
    return keep(ctx, { text, bytes, creationPath, ttlMs, firstId: firstId ?? id, createdBy });
  },
});

type Kept = Pick<WrappedRow, "bytes" | "creationPath" | "ttlMs" | "firstId" | "createdBy"> & { readonly text: string };

/** Throws AppError validation_error if there are too many, or too large ones. */
function keep(ctx: MutationContext, { text, ...kept }: Kept): WrappingToken {
  const { now, space } = ctx;
  const [total, own] = [wrappedAnswersOf(ctx).total(now), wrappedAnswersOf(ctx).total(now, kept.createdBy)];
  checkQuota(total.answers, MAX_LIVE);
  checkQuota(total.bytes + kept.bytes - 1, MAX_LIVE_BYTES);
  checkQuota(own.answers, MAX_OWN);
  checkQuota(own.bytes + kept.bytes - 1, MAX_OWN_BYTES);
  const newest = configOf(ctx).rootKeys.at(-1);
  const token = mintToken(space.id, newest && tokenKey(newest));
  const id = `wrp_${ulid(now)}`;
  const row: WrappedRow = {
    ...kept,
    id,
    hash: hashToken(token),
    sealed: Buffer.from(wrappingKey(ctx).seal([id], text)),
    createdAtMs: now,
    expiresAtMs: now + kept.ttlMs,
    usedAtMs: null,
  };
  ctx.db.insert(wrappedAnswers).values(row).run();
  ctx.schedule(row.expiresAtMs);
  annotate(ctx, row);
  return { ...infoOf(row), token };
}

/** Opens it and ends its token. Throws AppError wrapping_token_invalid, wrapping_token_used. */
function take(ctx: MutationContext, token: string | null): WrappedRow & { readonly text: string } {
  const row = requireUnused(ctx, token, tellSecondUse);
  annotate(ctx, row);
  const text = wrappingKey(ctx).open([row.id], row.sealed);
  wrappedAnswersOf(ctx).spend(row, ctx.now);
  ctx.schedule(ctx.now + DAY_MS);
  return { ...row, text };
}

type Unused = WrappedRow & { readonly sealed: Buffer };

function requireUnused(ctx: Context, token: string | null, whenUsed?: (ctx: Context, row: WrappedRow) => void): Unused {
  const row = named(ctx, token) ?? fail("wrapping_token_invalid");
  const { sealed } = row;
  if (sealed !== null) return { ...row, sealed };
  annotate(ctx, row);
  whenUsed?.(ctx, row);
  throw new AppError({ code: "wrapping_token_used" });
}

/** A wrapping token opens its own answer, and no other that its bearer names. */
function named(ctx: Context, token: string | null): WrappedRow | undefined {
  const { tokenId, identityId } = ctx.actor;
  const answers = wrappedAnswersOf(ctx);
  const row = token === null ? tokenId && answers.byAccessor(tokenId, ctx.now) : answers.find(token, ctx.now);
  return row && (identityId !== WRAPPING_BEARER || row.id === tokenId) ? row : undefined;
}

function tellSecondUse(ctx: Context, row: WrappedRow): void {
  if (row.usedAtMs === null || !wrappedAnswersOf(ctx).tells(row.id, ctx.now)) return;
  const { id: accessor, creationPath: creation_path, createdBy: wrapped_by } = row;
  const data = { accessor, creation_path, wrapped_by, used_at: formatTimestamp(row.usedAtMs), source_ip: ctx.meta.ip };
  ctx.emit({ type: "wrapping.unwrap_refused", data }, "failed");
}

const annotate = (ctx: Context, { id, creationPath }: WrappedRow): void =>
  ctx.audit.annotate({ accessor: id, creation_path: creationPath });

const infoOf = ({ id, creationPath, ttlMs, createdAtMs, expiresAtMs }: WrappedRow): WrapInfo => ({
  accessor: id,
  creationPath,
  ttlMs,
  createdAtMs,
  expiresAtMs,
});
