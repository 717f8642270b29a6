import { type Exact, ExactNumber, type ExactObject, exactText, isExactObject } from "../../text/exact-json.ts";

/** What KV version 2 says of a secret, read as what Postern is to have. Pure: values are asked for elsewhere. */

/** A version's place: its number in the vault where it can be read, null where it can't. */
export type Place = number | null;

export interface History {
  /** Oldest first; the first is to be version 1. */
  readonly places: readonly Place[];
  readonly metadata: string | null;
  readonly maxVersions: number | null;
  readonly notes: readonly string[];
}

/** As many as a secret of Postern keeps at most. A longer history begins anew with the oldest version that can be read. */
const MOST = 100;
/** What a mount keeps that says nothing of it. */
const VAULT_KEEPS = 10;

/** `data` of the metadata. Null: there is no version at all. `nowMs` decides which have been deleted by time. */
export function historyOf(data: ExactObject, nowMs: number): History | null {
  const versions = data.get("versions");
  const current = numberIn(data.get("current_version"));
  if (!isExactObject(versions) || !Number.isSafeInteger(current) || current < 1) return null;
  const readable = new Set(
    [...versions].flatMap(([key, version]) => (isReadable(version, nowMs) ? [Number(key)] : [])),
  );
  const numbers = numbersOf(current, readable);
  const places = numbers.map((number) => (readable.has(number) ? number : null));
  const live = places.filter((place) => place !== null).length;
  const first = numbers[0] ?? 1;
  const notes = [
    ...(places.length > live
      ? [`${places.length - live} of ${places.length} versions can't be read, and are destroyed here`]
      : []),
    ...(first > 1 ? [`version ${first} becomes version 1`] : []),
    ...(readable.size > live ? [`${readable.size - live} older versions are not carried over`] : []),
    ...(isLasting(data.get("delete_version_after")) ? [] : ["delete_version_after is not carried over"]),
  ];
  const span =
    places.length -
    Math.max(
      0,
      places.findIndex((place) => place !== null),
    );
  return { places, metadata: metadataOf(data.get("custom_metadata")), maxVersions: keptOf(data, span), notes };
}

/** From 1, so that each version keeps its number; of a long history from the oldest that can be read. */
function numbersOf(current: number, readable: ReadonlySet<number>): readonly number[] {
  const window = Array.from({ length: Math.min(current, MOST) }, (_, at) => Math.max(1, current - MOST + 1) + at);
  if (current <= MOST) return window;
  const oldest = window.findIndex((number) => readable.has(number));
  return oldest < 0 ? window.slice(-1) : window.slice(oldest);
}

function isReadable(version: Exact, nowMs: number): boolean {
  if (!isExactObject(version)) return false;
  const deleted = version.get("deletion_time");
  const isDeleted = typeof deleted === "string" && deleted !== "" && !(Date.parse(deleted) > nowMs);
  return version.get("destroyed") !== true && !isDeleted;
}

/** Its own number, if it has one; else as many as a vault keeps, and never fewer than there are. None for one version: nothing is lost. */
function keptOf(data: ExactObject, span: number): number | null {
  const own = numberIn(data.get("max_versions"));
  if (own > 0) return Math.min(MOST, Math.max(own, span));
  return span > 1 ? Math.min(MOST, Math.max(VAULT_KEEPS, span)) : null;
}

/** The names of a vault are names of Postern, but that its `tags` are a list. */
function metadataOf(custom: Exact | undefined): string | null {
  if (!isExactObject(custom) || custom.size === 0) return null;
  const members = [...custom].map(([key, value]): [string, Exact] => {
    if (key !== "tags" || typeof value !== "string") return [key, value];
    const tags = value.split(",").map((tag) => tag.trim());
    return [key, tags.filter((tag) => tag !== "")];
  });
  return exactText(new Map(members));
}

const isLasting = (value: Exact | undefined): boolean => value === undefined || value === "0s" || value === "";
const numberIn = (value: Exact | undefined): number => (value instanceof ExactNumber ? Number(value.text) : 0);
