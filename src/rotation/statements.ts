import { eq, sql } from "drizzle-orm";
import { type Build, HotStatement } from "../kernel/hot-statement";
import { perSpace } from "../kernel/per-space";
import type { Attachment } from "./queries";
import { rotationAttachments } from "./tables";

/** How far a secret has come, when it is looked at next, and by which revision of its policy. */
type Position = Omit<Attachment, "policyId" | "path" | "isLive" | "assignedAtMs">;

const p = (name: keyof Position) => sql`${sql.placeholder(name)}`;

/** A change of a policy runs it for each of its secrets. */
const place: Build = (db) =>
  db
    .update(rotationAttachments)
    .set({
      lastRotatedMs: p("lastRotatedMs"),
      dueMs: p("dueMs"),
      warnedMs: p("warnedMs"),
      announced: p("announced"),
      attempts: p("attempts"),
      triedAtMs: p("triedAtMs"),
      overdue: p("overdue"),
      begun: p("begun"),
      pendingId: p("pendingId"),
      stepAtMs: p("stepAtMs"),
      revision: p("revision"),
    })
    .where(eq(rotationAttachments.secretId, p("secretId")));

type Values = { readonly [K in keyof Position]: Position[K] extends boolean ? number : Position[K] };
const placeStatement = perSpace(({ db }) => new HotStatement<Values>(db, place));

/** Writes all of it. */
export function placeAttachment(of: Parameters<typeof placeStatement>[0], position: Position): void {
  const { announced, overdue } = position;
  placeStatement(of).run({ ...position, announced: Number(announced), overdue: Number(overdue) });
}
