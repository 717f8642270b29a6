import type { Metadata, SecretOptions, SecretRecord } from "./types.ts";

/** What is not secret of a secret, as somebody edits it: texts all of them. Pure. */
export interface RecordDraft {
  readonly description: string;
  readonly owner: string;
  /** With commas between them. */
  readonly tags: string;
  /** Further metadata, a line each. */
  readonly others: string;
  /** As a control of the browser has it: local, to the minute. */
  readonly expires: string;
  readonly maxVersions: string;
  readonly deleteAfter: string;
}
export const DRAFT_KEYS = ["description", "owner", "tags", "others", "expires", "maxVersions", "deleteAfter"] as const;
export type RecordFaults = { readonly others?: number; readonly maxVersions?: true };
export interface RecordPatch {
  readonly metadata?: Metadata;
  readonly options?: SecretOptions;
}

/** Something that is not secret, before and after. */
export interface TextChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export const EMPTY_RECORD: RecordDraft = {
  description: "",
  owner: "",
  tags: "",
  others: "",
  expires: "",
  maxVersions: "",
  deleteAfter: "",
};

export function recordDraftOf(record: SecretRecord): RecordDraft {
  const { description = "", owner = "", tags = [], ...others } = record.metadata;
  return {
    description: String(description),
    owner: String(owner),
    tags: Array.isArray(tags) ? tags.join(", ") : "",
    others: Object.entries(others)
      .map(([name, value]) => `${name}=${value}`)
      .join("\n"),
    expires: record.expires_at === null ? "" : localTime(record.expires_at),
    maxVersions: String(record.max_versions),
    deleteAfter: record.delete_version_after ?? "",
  };
}

/** `2026-05-11T09:30`, where the reader is. */
export function localTime(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function faultsOf(draft: RecordDraft): RecordFaults | undefined {
  const bad = linesOf(draft.others).find(({ text }) => !text.includes("="));
  const count = draft.maxVersions.trim();
  const isCount = count === "" || (/^[1-9][0-9]{0,2}$/.test(count) && Number(count) <= 100);
  if (bad === undefined && isCount) return undefined;
  return { ...(bad && { others: bad.line }), ...(!isCount && { maxVersions: true }) };
}

/** What a form differs from what was there in; nothing else is sent, so nothing else is overwritten. */
export function patchBetween(before: RecordDraft, after: RecordDraft): RecordPatch {
  const metadata: (readonly [string, unknown])[] = [];
  const options: SecretOptions = {};
  const differs = (key: keyof RecordDraft) => before[key].trim() !== after[key].trim();
  const textOrNull = (text: string) => (text.trim() === "" ? null : text.trim());
  if (differs("description")) metadata.push(["description", textOrNull(after.description)]);
  if (differs("owner")) metadata.push(["owner", textOrNull(after.owner)]);
  if (differs("tags")) metadata.push(["tags", tagsIn(after.tags)]);
  if (differs("others")) metadata.push(...othersBetween(before.others, after.others));
  if (differs("expires")) options.expires_at = after.expires === "" ? null : new Date(after.expires).toISOString();
  if (differs("maxVersions")) options.max_versions = after.maxVersions.trim() === "" ? null : Number(after.maxVersions);
  if (differs("deleteAfter")) options.delete_version_after = textOrNull(after.deleteAfter);
  return {
    // Of entries: `__proto__` is a name like others.
    ...(metadata.length > 0 && { metadata: Object.fromEntries(metadata) }),
    ...(Object.keys(options).length > 0 && { options }),
  };
}

export const changesOfRecord = (
  before: RecordDraft,
  after: RecordDraft,
  names: Readonly<Record<keyof RecordDraft, string>>,
): readonly TextChange[] =>
  DRAFT_KEYS.filter((key) => before[key].trim() !== after[key].trim()).map((key) => ({
    name: names[key],
    before: before[key],
    after: after[key],
  }));

/** My changes on what is there by now: a field that I left alone is theirs. */
export function rebased(before: RecordDraft, mine: RecordDraft, theirs: RecordDraft): RecordDraft {
  const kept = DRAFT_KEYS.map((key) => [key, before[key] === mine[key] ? theirs[key] : mine[key]] as const);
  return { ...theirs, ...Object.fromEntries(kept) };
}

const tagsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
  ),
];

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line, at) => ({ text: line.trim(), line: at + 1 }))
    .filter(({ text: line }) => line !== "");

/** Entries, so that a name of the person's own is a key like others. */
const othersIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    linesOf(text).map(({ text: line }) => {
      const at = line.indexOf("=");
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
    }),
  );

function othersBetween(before: string, after: string): readonly (readonly [string, unknown])[] {
  const [old, now] = [othersIn(before), othersIn(after)];
  const set = [...now].filter(([name, value]) => old.get(name) !== value);
  const gone = [...old.keys()].filter((name) => !now.has(name));
  return [...set.map(([name, value]) => [name, typed(value)] as const), ...gone.map((name) => [name, null] as const)];
}

/** A number or a truth value where the text is exactly that; a text otherwise. */
function typed(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return text !== "" && String(number) === text ? number : text;
}
