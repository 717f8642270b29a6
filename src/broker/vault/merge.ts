import type { Failure, Result } from "../../errors";
import { mergePatch } from "../../kernel/merge-patch";
import type { SecretText } from "./answers";
import type { VaultCalls, WritePlace } from "./ask";
import { type Place, vaultFailure } from "./codes";
import { dataPath, patchVersion, readVersion, type VersionWritten, writeVersion } from "./versions";

/** After the first try. */
const MAX_REPEATS = 3;

export interface Merge {
  readonly place: WritePlace;
  /** Compact JSON of the pairs. */
  readonly dataJson: string;
  /** The version that must be current, 0: none may be there; null: whichever is. */
  readonly cas: number | null;
}
type Merged = Result<VersionWritten>;

/**
 * Writes some fields of a secret and keeps the others; where nothing is, it begins one. KV version 2 only.
 * By the vault's own PATCH where the role may: then no other field leaves the vault, the role needs no right to read, and there is no
 * race to lose. Else it is read, merged here and written with check-and-set, which takes no right to patch. A race that is lost is run
 * again three times, unless the caller says which version it replaces. What the newest version's deletion took is not brought back, and
 * not lost silently either: `vault_secret_deleted`.
 */
export async function mergeSecret(vault: VaultCalls, merge: Merge): Promise<Merged> {
  let merged = await tryOnce(vault, merge);
  for (let repeats = 0; repeats < MAX_REPEATS && merge.cas === null && hasLostRace(merged); repeats++)
    merged = await tryOnce(vault, merge);
  return merged;
}

const hasLostRace = (merged: Merged): boolean => !merged.ok && merged.error.code === "vault_version_conflict";

async function tryOnce(vault: VaultCalls, merge: Merge): Promise<Merged> {
  const { place, dataJson, cas } = merge;
  const patched = await patchVersion(vault, place, dataJson, { cas, isTrial: true });
  if (patched.ok) return patched;
  if (patched.error.code === "vault_path_not_found") return await writeOver(vault, merge, NOTHING);
  return needsReading(patched.error) ? await mergeByReading(vault, merge, patched) : patched;
}

/** The role may not patch, the vault is older than its PATCH, or the engine wants to be told which version is replaced. */
const needsReading = ({ code, details }: Failure): boolean =>
  code === "vault_permission_denied" ||
  details?.reason === "cas_required" ||
  (code === "vault_rejected" && (details?.upstreamStatus === 405 || details?.upstreamStatus === 415));

async function mergeByReading(vault: VaultCalls, merge: Merge, patched: Merged & { ok: false }): Promise<Merged> {
  const read = await readVersion(vault, merge.place);
  if (read.ok) return await writeOver(vault, merge, read.value);
  if (read.error.code === "vault_path_not_found") return await writeOver(vault, merge, NOTHING);
  if (read.error.code !== "vault_permission_denied") return read;
  if (patched.error.code !== "vault_permission_denied") return patched;
  // The first PATCH may have met a token that had ended; by now there is one that is good.
  const { place, dataJson, cas } = merge;
  return await patchVersion(vault, place, dataJson, { cas, isTrial: false });
}

const NOTHING: SecretText = { text: "{}", version: 0 };

async function writeOver(vault: VaultCalls, { place, dataJson, cas }: Merge, before: SecretText): Promise<Merged> {
  if (cas !== null && cas !== before.version) return { ok: false, error: conflict(place, before.version) };
  return await writeVersion(vault, place, mergePatch(before.text, dataJson), before.version);
}

function conflict(place: WritePlace, currentVersion: number): Failure {
  const at: Place = { stage: "write", path: dataPath(place) };
  const { code, details } = vaultFailure("vault_version_conflict", at);
  return { code, details: { ...details, currentVersion } };
}
