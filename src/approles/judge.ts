import { and, eq } from "drizzle-orm";
import { type StoredIdentity, storedIdentity } from "../identities/stored";
import type { SpaceDb } from "../kernel/db";
import type { ApproleProof } from "../kernel/proof";
import { isInRanges, parseIpRanges } from "../policies/conditions";
import type { RoleRow, SecretIdRow } from "./queries";
import { afterRefusal, hashSecretId, identityOf, isStopped } from "./rules";
import { approleSecretIds, approles } from "./tables";

type Db = Pick<SpaceDb, "select">;
/** Why a login is refused: for the log alone. */
export type Cause = "identity" | "secret_id_missing" | "secret_id" | "secret_id_expired" | "address";
export type Judgement =
  | {
      readonly ok: true;
      readonly role: RoleRow;
      readonly secretId: SecretIdRow | null;
      readonly holder: StoredIdentity;
    }
  | { readonly ok: false; readonly kind: "unknown" }
  | { readonly ok: false; readonly kind: "stopped"; readonly untilMs: number }
  | { readonly ok: false; readonly kind: "refused"; readonly role: RoleRow; readonly cause: Cause };

/** May whoever shows this log in now? Changes nothing. `ip` null: unknown, which no list of addresses lets in. */
export function judgeLogin(
  db: SpaceDb,
  { roleId, secretId }: ApproleProof,
  ip: string | null,
  nowMs: number,
): Judgement {
  const role = db.select().from(approles).where(eq(approles.roleId, roleId)).get();
  if (!role) return { ok: false, kind: "unknown" };
  if (role.stoppedUntilMs !== null && isStopped(role, nowMs))
    return { ok: false, kind: "stopped", untilMs: role.stoppedUntilMs };
  const refused = (cause: Cause): Judgement => ({ ok: false, kind: "refused", role, cause });
  const holder = storedIdentity(db, identityOf(role.name));
  if (!holder?.isActive) return refused("identity");
  if (!isFrom(role.secretIdBoundCidrs, ip)) return refused("address");
  if (!role.bindSecretId) return { ok: true, role, secretId: null, holder };
  if (secretId === null) return refused("secret_id_missing");
  const row = findSecretId(db, role, secretId);
  if (!row) return refused("secret_id");
  if (row.expiresAtMs !== null && row.expiresAtMs <= nowMs) return refused("secret_id_expired");
  return isFrom(row.cidrs, ip) ? { ok: true, role, secretId: row, holder } : refused("address");
}

/** By its hash, so what is compared tells nothing of what was nearly right. */
function findSecretId(db: Db, { name, roleId }: RoleRow, secretId: string): SecretIdRow | undefined {
  const hash = hashSecretId(roleId, secretId);
  const which = and(eq(approleSecretIds.roleName, name), eq(approleSecretIds.hash, hash));
  return db.select().from(approleSecretIds).where(which).get();
}

/** They were checked before they were stored; ranges that can't be read let nobody in. */
function isFrom(cidrs: readonly string[] | null, ip: string | null): boolean {
  if (cidrs === null) return true;
  const ranges = parseIpRanges(cidrs);
  return ranges.ok && isInRanges(ranges.value, ip);
}

/** Notes that a login of the role was refused. False: the role is stopped, and nothing more is noted of it until it is not. */
export function noteRefusal(db: SpaceDb, name: string, nowMs: number): boolean {
  const role = db.select().from(approles).where(eq(approles.name, name)).get();
  if (!role || isStopped(role, nowMs)) return false;
  db.update(approles).set(afterRefusal(role, nowMs)).where(eq(approles.name, name)).run();
  return true;
}
