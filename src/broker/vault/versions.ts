import type { Result } from "../../errors";
import { readNewestVersion, readSecretText, readWritten, type SecretText } from "./answers";
import type { VaultCalls, WritePlace } from "./ask";

/** Writes of KV version 2, which numbers what is written, and takes one only if the version that it replaces is the current one. */

export interface VersionWritten {
  /** Null where the engine does not number after all. */
  readonly version: number | null;
}

export const dataPath = ({ mount, path }: WritePlace): string => `${mount}/data/${path}`;

/** `dataJson`: JSON text of the pairs. `cas`: the version that must be current, 0: none may be there; null: nothing is asked. */
export function writeVersion(
  vault: VaultCalls,
  place: WritePlace,
  dataJson: string,
  cas: number | null,
): Promise<Result<VersionWritten>> {
  const body = bodyOf(dataJson, cas);
  return vault.write({ stage: "write", method: "POST", path: dataPath(place), body }, readWritten, { version: null });
}

/** The vault itself merges the pairs into what it has, in one step: nothing of that leaves it. `isTrial`: a 403 costs no login. */
export function patchVersion(
  vault: VaultCalls,
  place: WritePlace,
  dataJson: string,
  { cas, isTrial }: { readonly cas: number | null; readonly isTrial: boolean },
): Promise<Result<VersionWritten>> {
  const ask = { stage: "write", method: "PATCH", path: dataPath(place), body: bodyOf(dataJson, cas), isTrial } as const;
  return vault.write(ask, readWritten, { version: null });
}

export const readVersion = (vault: VaultCalls, place: WritePlace): Promise<Result<SecretText>> =>
  vault.ask({ stage: "read", method: "GET", path: dataPath(place) }, readSecretText);

/** The number of the newest version, deleted or not, 0 where nothing is there; null: the role may not see it. */
export async function newestVersion(vault: VaultCalls, place: WritePlace): Promise<number | null> {
  // The names of fields first, which show no value.
  for (const path of [`${place.mount}/subkeys/${place.path}`, dataPath(place)]) {
    const seen = await vault.look({ stage: "write", method: "GET", path, isTrial: true }, readNewestVersion);
    if (seen !== undefined) return seen;
  }
  return null;
}

const bodyOf = (dataJson: string, cas: number | null): string =>
  `{"data":${dataJson}${cas === null ? "" : `,"options":{"cas":${cas}}`}}`;
