import type { Context, QueryContext } from "../../kernel/context";
import { query } from "../../kernel/operation";
import { findAttachment } from "../../rotation/attachments";
import { countRead, type Located, locateValue, openValue } from "../read";
import { failGone, type KvVersion, viewVersion } from "./state";
import { subkeysText } from "./subkeys";

interface ReadVersion {
  readonly path: string;
  /** Null: the current one. */
  readonly version: number | null;
}
export interface KvRead extends KvVersion {
  /** Compact JSON of an object. */
  readonly data: string;
  /** Seconds until the value changes or ends, as far as that is known; 0: nobody knows. */
  readonly leaseSeconds: number;
}
export interface KvSubkeys extends KvVersion {
  /** Compact JSON of an object whose leaves are null. */
  readonly subkeys: string;
}
const TERMS = { scope: "secrets:read", category: "read", action: "read", reach: "tenant" } as const;

/** As `secrets.read`, told as KV tells it. */
export const readKv = query({
  name: "kv.read",
  ...TERMS,
  target: ({ path }: ReadVersion) => ({ path, permission: "read" }),
  async run(ctx, input: ReadVersion): Promise<KvRead> {
    const { located, data } = await opened(ctx, input);
    return { ...viewVersion(located.secret, located.row), data, leaseSeconds: leaseOf(ctx, located) };
  },
});

export const readKvSubkeys = query({
  name: "kv.subkeys",
  ...TERMS,
  target: ({ path }: ReadVersion) => ({ path, permission: "read" }),
  async run(ctx, { depth, ...input }: ReadVersion & { readonly depth: number | null }): Promise<KvSubkeys> {
    const { located, data } = await opened(ctx, input);
    return { ...viewVersion(located.secret, located.row), subkeys: subkeysText(data, depth) };
  },
});

async function opened(ctx: QueryContext, { path, version }: ReadVersion) {
  if (version !== null) ctx.audit.annotate({ version });
  const located = locateValue(ctx, path, version, failGone);
  ctx.audit.annotate({ version: located.version });
  const data = await openValue(ctx, located);
  countRead(ctx, located);
  return { located, data };
}

/** One that is due already counts as a second, so that a client reads anew at once and not never. */
function leaseOf(ctx: Context, located: Located): number {
  const atMs = nextChangeOf(ctx, located);
  return atMs === null ? 0 : Math.max(1, Math.ceil((atMs - ctx.now) / 1000));
}

/** The first of: the next rotation, if this is the current version; the expiry; the end of the version's grace, or its deletion. */
function nextChangeOf(ctx: Context, { secret, row }: Located): number | null {
  const isRotated = secret.rotationPolicyId !== null && row.number === secret.version;
  const rotation = isRotated ? (findAttachment(ctx, secret.id)?.dueMs ?? null) : null;
  const ends = [rotation, secret.expiresAtMs, row.readableUntilMs, row.deletedAtMs].filter((at) => at !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}
