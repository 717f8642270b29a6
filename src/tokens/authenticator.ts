import { and, eq, getTableColumns, gt, sql } from "drizzle-orm";
import { hashToken } from "../crypto/token";
import { type Details, refuse } from "../errors";
import { groupsOf, noteSeen, SEEN_LAG_MS, type StoredIdentity, storedIdentity } from "../identities/stored";
import { type Actor, identityTypeOf } from "../kernel/actor";
import type { SpaceDb } from "../kernel/db";
import { type Build, HotQuery, rowDecoder } from "../kernel/hot-statement";
import { perSpace } from "../kernel/per-space";
import type { Space } from "../kernel/space";
import { isInRanges, parseIpRanges } from "../policies/conditions";
import { tokenGroupsOf } from "./groups";
import { isPurgeable, purgeableAtMs } from "./lifetime";
import { tokens } from "./tables";

type TokenRow = typeof tokens.$inferSelect;
interface Grant {
  readonly token: TokenRow;
  /** Undefined: the identity is gone. */
  readonly actor: Actor | undefined;
  readonly isActive: boolean;
}

const MAX_CACHED = 2_000;

/** The request that a token is shown with. */
interface Shown {
  readonly nowMs: number;
  /** Null: unknown. */
  readonly ip: string | null;
  /** It was let in before, from where it comes, and took its use then. */
  readonly isUnderWay: boolean;
}

/** A dead token, and whose it was: the refusal goes into the log under that name. */
export interface DeadToken {
  readonly code: "token_expired" | "token_revoked" | "ip_not_allowed";
  readonly actor: Pick<Actor, "identityId" | "identityType" | "tokenId" | "trustId">;
  readonly details?: Details;
}
export type Authentication =
  | { readonly ok: true; readonly value: Actor; readonly isUseLimited: boolean }
  | { readonly ok: false; readonly error: ReturnType<typeof refuse>["error"]; readonly dead?: DeadToken };

/** It runs for every token that is new to the object. */
const byHash: Build = (db) =>
  db
    .select()
    .from(tokens)
    .where(eq(tokens.hash, sql.placeholder("hash")));
const ofToken = rowDecoder(getTableColumns(tokens));

/** Tokens with their identities, in memory. Right, because this object is the only writer of these tables. */
class TokenAuthenticator {
  readonly #grants = new Map<string, Grant>();
  readonly #byHash;
  readonly #touched = new Map<string, number>();

  constructor(
    private readonly db: SpaceDb,
    private readonly space: Space,
    private readonly schedule: (atMs: number) => void,
  ) {
    this.#byHash = new HotQuery<{ readonly hash: string }, TokenRow>(db, byHash, ofToken);
  }

  /** Call after every change of tokens, identities, roles or groups. */
  forget(): void {
    this.#grants.clear();
  }

  authenticate(token: string, { nowMs, ip, isUnderWay }: Shown): Authentication {
    const grant = this.#grants.get(token) ?? this.#load(token);
    if (!grant || isPurgeable(grant.token, nowMs)) return refuse("token_invalid");
    const { expiresAtMs, revokedAtMs, isSpent, identityId, id, boundCidrs, usesLeft, trustId } = grant.token;
    const actor = grant.actor ?? { identityId, identityType: identityTypeOf(identityId), tokenId: id, trustId };
    const isRevoked = revokedAtMs !== null && !(isUnderWay && isSpent);
    if (isRevoked || !grant.actor || !grant.isActive)
      return { ...refuse("token_revoked"), dead: { code: "token_revoked", actor } };
    if (expiresAtMs !== null && expiresAtMs <= nowMs) {
      const details = { expired_at: `${new Date(expiresAtMs).toISOString().slice(0, 19)}Z` };
      return { ...refuse("token_expired", details), dead: { code: "token_expired", actor, details } };
    }
    if (boundCidrs !== null && !isUnderWay && !isWithin(boundCidrs, ip))
      return { ...refuse("ip_not_allowed"), dead: { code: "ip_not_allowed", actor } };
    return { ok: true, value: grant.actor, isUseLimited: usesLeft !== null };
  }

  /**
   * Takes one use of a token that was just let in. At once and not with the call's row: no other request may find it still there,
   * and no answer leaves the object before this write is durable.
   */
  takeUse(text: string, nowMs: number): void {
    const token = and(eq(tokens.hash, hashToken(text)), gt(tokens.usesLeft, 0));
    const isLast = sql`${tokens.usesLeft} = 1`;
    const row = this.db
      .update(tokens)
      .set({
        usesLeft: sql`${tokens.usesLeft} - 1`,
        isSpent: sql`CASE WHEN ${isLast} THEN 1 ELSE 0 END`,
        revokedAtMs: sql`CASE WHEN ${isLast} THEN ${nowMs} END`,
      })
      .where(token)
      .returning()
      .get();
    const lapsesMs = row && purgeableAtMs(row);
    if (row?.isSpent && typeof lapsesMs === "number") this.schedule(lapsesMs);
  }

  /** A write that notes the use of a token, as seldom as its identity's; undefined where it is noted already. */
  touch(actor: Actor, nowMs: number): (() => void) | undefined {
    const { tokenId, identityId, homeId } = actor;
    // Who comes from another space may have the name of somebody here.
    if (tokenId === null || homeId !== this.space.id || nowMs - (this.#touched.get(tokenId) ?? 0) < SEEN_LAG_MS)
      return undefined;
    if (this.#touched.size >= MAX_CACHED) this.#touched.clear();
    this.#touched.set(tokenId, nowMs);
    return () => {
      this.db.update(tokens).set({ lastUsedAtMs: nowMs }).where(eq(tokens.id, tokenId)).run();
      noteSeen(this.db, identityId, nowMs);
    };
  }

  /** An unknown token is not remembered: a stranger must not be able to fill the memory. */
  #load(text: string): Grant | undefined {
    const token = this.#byHash.get({ hash: hashToken(text) });
    if (!token) return undefined;
    const identity = storedIdentity(this.db, token.identityId);
    const grant = { token, actor: identity && this.#actor(token, identity), isActive: identity?.isActive ?? false };
    // One whose uses are counted is read anew each time: what is left is known to its row alone.
    if (token.usesLeft !== null) return grant;
    if (this.#grants.size >= MAX_CACHED) this.#grants.clear();
    this.#grants.set(text, grant);
    return grant;
  }

  #actor(token: TokenRow, identity: StoredIdentity): Actor {
    const tokenGroups = tokenGroupsOf(this.db, token);
    return {
      identityId: identity.id,
      identityType: identity.type,
      displayName: identity.displayName,
      homeId: this.space.id,
      partnerId: this.space.kind === "partner" ? this.space.id : this.space.partnerId,
      tokenId: token.id,
      scopes: token.scopes,
      roles: identity.roles,
      groups: [...new Set([...groupsOf(this.db, identity.id), ...tokenGroups])].sort(),
      ...(tokenGroups.length === 0 ? {} : { tokenGroups }),
      mfaVerifiedAtMs: token.mfaVerifiedAtMs,
      tokenExpiresAtMs: token.expiresAtMs,
      trustId: token.trustId,
      policyIds: token.policyIds,
    };
  }
}

export const tokenAuthenticator = perSpace(({ db, space, schedule }) => new TokenAuthenticator(db, space, schedule));

/** They were checked before they were stored; ranges that can't be read let nobody in. */
function isWithin(cidrs: readonly string[], ip: string | null): boolean {
  const ranges = parseIpRanges(cidrs);
  return ranges.ok && isInRanges(ranges.value, ip);
}
