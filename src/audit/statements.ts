import { sql } from "drizzle-orm";
import type { TenantDb } from "../kernel/db";
import { auditLog, auditMarks } from "./tables";

const p = sql.placeholder;

/** The statements of every commit, built once per object: building one costs ten times its execution. */
export const prepareAuditStatements = (db: TenantDb) => ({
  appendEntry: db
    .insert(auditLog)
    .values({
      seq: p("seq"),
      id: p("id"),
      timestampMs: p("timestampMs"),
      action: p("action"),
      identityType: p("identityType"),
      identityId: p("identityId"),
      actorTenantId: p("actorTenantId"),
      tenantId: p("tenantId"),
      tokenId: p("tokenId"),
      secretPath: p("secretPath"),
      sourceIp: p("sourceIp"),
      userAgent: p("userAgent"),
      success: p("success"),
      errorCode: p("errorCode"),
      durationMs: p("durationMs"),
      requestId: p("requestId"),
      extraData: p("extraData"),
      hash: p("hash"),
      objectId: p("objectId"),
    })
    .prepare(),

  moveHead: db
    .insert(auditMarks)
    .values({ name: "head", seq: p("seq"), hash: p("hash"), rootKeyId: p("rootKeyId"), mac: p("mac") })
    .onConflictDoUpdate({
      target: auditMarks.name,
      set: {
        seq: sql`excluded.seq`,
        hash: sql`excluded.hash`,
        rootKeyId: sql`excluded.root_key_id`,
        mac: sql`excluded.mac`,
      },
    })
    .prepare(),
});
