import { eq } from "drizzle-orm";
import type { MutationContext } from "../kernel/context";
import type { ObjectCore } from "../kernel/core";
import type { ReadDb } from "../kernel/db";
import type { Space } from "../kernel/space";
import { logFault } from "../log";
import { recordKeyOf } from "../sealing/record-key";
import { clientSecrets, type TrustRow } from "./tables";

/**
 * What a trust shows its issuer, besides a code, where it is the issuer that asks for it. It is sealed for the trust, its issuer and its
 * client id: whoever may write trusts can't have it sent to another address by naming another issuer.
 */
type Owner = Pick<TrustRow, "id" | "issuer" | "audience">;
export type ClientSecretChange = string | null | undefined;

const key = recordKeyOf("client-secret");
const nameOf = ({ id, issuer, audience }: Owner) => [id, issuer, audience];

/** Before the transaction that keeps one. Throws NoRootKey, UnknownRootKey, DecryptionFailed; AppError service_unavailable. */
export const readyToKeep = async (of: { readonly space: Space }, nowMs: number): Promise<void> =>
  await key(of).ready(nowMs);

/** Of the row as it is now. `given` undefined: what there was stays, if it is still of use to the same client of the same issuer. */
export function changeClientSecret(
  ctx: MutationContext,
  after: TrustRow,
  before: TrustRow | undefined,
  given: ClientSecretChange,
): void {
  if (typeof given === "string") {
    keep(ctx, after, given);
    return;
  }
  const isSame = before && nameOf(before).every((part, at) => part === nameOf(after)[at]);
  if (given === undefined && isSame && after.consoleSignIn) return;
  ctx.db.delete(clientSecrets).where(eq(clientSecrets.trustId, after.id)).run();
}

function keep(ctx: MutationContext, owner: Owner, text: string): void {
  const set = { sealed: Buffer.from(key(ctx).seal(nameOf(owner), text)) };
  ctx.db
    .insert(clientSecrets)
    .values({ trustId: owner.id, ...set })
    .onConflictDoUpdate({ target: clientSecrets.trustId, set })
    .run();
}

export type OpenedSecret =
  /** Null: the trust has none. */
  | { readonly ok: true; readonly secret: string | null }
  /** There is one, and no key that opens it: whoever has it to show must not go without. */
  | { readonly ok: false };

/** Never rejects; why one does not open is logged. */
export async function openClientSecret(core: ObjectCore, owner: Owner): Promise<OpenedSecret> {
  if (!sealedOf(core.db, owner.id)) return { ok: true, secret: null };
  try {
    await key(core).ready(core.clock());
    // It may have been replaced, or taken away, while the key was read.
    const sealed = sealedOf(core.db, owner.id);
    return { ok: true, secret: sealed ? key(core).open(nameOf(owner), sealed) : null };
  } catch (e) {
    logFault(e, { trust_id: owner.id });
    return { ok: false };
  }
}

const sealedOf = (db: ReadDb, trustId: string): Buffer | undefined =>
  db.select().from(clientSecrets).where(eq(clientSecrets.trustId, trustId)).get()?.sealed;

/** A trust as it is shown: whether it has a secret, and nothing else of it. */
export type ShownTrust = TrustRow & { readonly hasClientSecret: boolean };
export const shown = ({ db }: { readonly db: ReadDb }, row: TrustRow): ShownTrust => ({
  ...row,
  hasClientSecret: sealedOf(db, row.id) !== undefined,
});
