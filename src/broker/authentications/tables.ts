import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Actor } from "../../kernel/actor";
import type { Meta } from "../../kernel/call";
import type { SignInStep, SignInVerdict } from "../../sign-in/drive/outcome";
import type { Access } from "../tables";
import { MODES, STATUSES } from "./words";

/** Who began a run, and on which request, as the row of its end will say. */
export type Beginner = Pick<Actor, "identityId" | "identityType" | "tokenId" | "homeId"> &
  // Absent in rows from before there were trusts.
  Partial<Pick<Actor, "trustId">> & { readonly meta: Meta };

/** One row per authentication: what was asked, and what came of it. No value is in it. In the tenant's own storage, kept 30 days. */
export const authentications = sqliteTable(
  "authentications",
  {
    /** UUID version 7, so that ids rise with the beginnings. */
    id: text("id").primaryKey(),
    credentialId: text("credential_id").notNull(),
    /** Null: a socket that the caller named itself. */
    browserId: text("browser_id"),
    beginner: text("beginner", { mode: "json" }).$type<Beginner>().notNull(),
    /** The credential's access at the beginning: it counts once the credential is gone. */
    access: text("access", { mode: "json" }).$type<Access>(),
    /** As asked; `fill` where `wire` fell back. */
    mode: text("mode", { enum: MODES }).notNull(),
    status: text("status", { enum: STATUSES }).notNull(),
    verdict: text("verdict").$type<SignInVerdict>(),
    code: text("code"),
    /** Names, hosts and numbers. */
    details: text("details", { mode: "json" }).$type<Readonly<Record<string, unknown>>>(),
    host: text("host"),
    matchedPattern: text("matched_pattern"),
    steps: text("steps", { mode: "json" }).$type<readonly SignInStep[]>().notNull(),
    usedTotp: integer("used_totp", { mode: "boolean" }).notNull(),
    /** Null: no value was leased, or the store does not number. */
    vaultVersion: integer("vault_version"),
    /** How often its values were leased. */
    leases: integer("leases").notNull(),
    startedAtMs: integer("started_at_ms").notNull(),
    endedAtMs: integer("ended_at_ms"),
    /** When it is over, whatever became of its object. */
    endsByMs: integer("ends_by_ms").notNull(),
    /** Lower-case hex SHA-256 of space, identity, credential and `Idempotency-Key`; null: none was given, or its day is over. */
    keyHash: text("key_hash"),
    /** Lower-case hex SHA-256 of the run's id and its body. */
    bodyHash: text("body_hash"),
  },
  (t) => [
    index("authentications_by_credential").on(t.credentialId, t.id),
    index("authentications_live").on(t.endsByMs).where(sql`ended_at_ms is null`),
    // One at a time, whatever the code does.
    uniqueIndex("authentications_live_by_credential").on(t.credentialId).where(sql`ended_at_ms is null`),
    uniqueIndex("authentications_by_key").on(t.keyHash),
  ],
);

export type AuthenticationRow = typeof authentications.$inferSelect;
