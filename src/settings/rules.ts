import { parseDuration } from "../formats";

/** Every setting as it is written and shown; durations are texts. */
export interface SettingTexts {
  readonly max_versions: number;
  readonly soft_delete_retention: string;
  readonly rotation_grace_period: string;
  readonly notify_before: readonly string[];
  readonly mfa_max_age: string;
  readonly token_default_ttl: string;
  /** Null: no cap. */
  readonly token_max_ttl: string | null;
  readonly audit_retention: string;
  /** Must every write of a value name the version that it replaces? */
  readonly cas_required: boolean;
  /** The same for writes of metadata by a client of Vault's interface. */
  readonly metadata_cas_required: boolean;
  /** Null: versions are not deleted by themselves. */
  readonly delete_version_after: string | null;
}
export type SettingKey = keyof SettingTexts;

export const DEFAULT_SETTINGS: SettingTexts = Object.freeze({
  max_versions: 10,
  soft_delete_retention: "30d",
  rotation_grace_period: "48h",
  notify_before: ["30d", "7d", "1d"],
  mfa_max_age: "15m",
  token_default_ttl: "90d",
  token_max_ttl: null,
  audit_retention: "2557d",
  cas_required: false,
  metadata_cas_required: false,
  delete_version_after: null,
});

/** Which durations a setting takes, both ends included. */
export const DURATION_LIMITS = {
  soft_delete_retention: ["1h", "365d"],
  rotation_grace_period: ["0s", "90d"],
  mfa_max_age: ["1m", "24h"],
  token_default_ttl: ["1m", "3650d"],
  token_max_ttl: ["1h", "3650d"],
  audit_retention: ["30d", "3650d"],
  delete_version_after: ["1s", "3650d"],
} as const satisfies Partial<Record<SettingKey, readonly [string, string]>>;

/** The same as other rooms use them: milliseconds, and texts where answers repeat them. */
export interface Settings {
  readonly texts: SettingTexts;
  readonly maxVersions: number;
  readonly softDeleteRetentionMs: number;
  readonly rotationGracePeriodMs: number;
  /** As written, and in the same order. */
  readonly notifyBefore: readonly string[];
  readonly mfaMaxAgeMs: number;
  readonly tokenDefaultTtlMs: number;
  /** Null: no cap. */
  readonly tokenMaxTtlMs: number | null;
  readonly auditRetentionMs: number;
  readonly casRequired: boolean;
  readonly metadataCasRequired: boolean;
  /** As written; null: versions are not deleted by themselves. */
  readonly deleteVersionAfter: string | null;
}

/** Throws on a text that is no duration, which none is that was stored. */
export function compileSettings(chosen: Partial<SettingTexts>): Settings {
  const texts = { ...DEFAULT_SETTINGS, ...chosen };
  return Object.freeze({
    texts,
    maxVersions: texts.max_versions,
    softDeleteRetentionMs: msOf(texts.soft_delete_retention),
    rotationGracePeriodMs: msOf(texts.rotation_grace_period),
    notifyBefore: texts.notify_before,
    mfaMaxAgeMs: msOf(texts.mfa_max_age),
    tokenDefaultTtlMs: msOf(texts.token_default_ttl),
    tokenMaxTtlMs: texts.token_max_ttl === null ? null : msOf(texts.token_max_ttl),
    // What lies in storage may not be what this service wrote: the log must not be emptied by that.
    auditRetentionMs: Math.max(msOf(DURATION_LIMITS.audit_retention[0]), msOf(texts.audit_retention)),
    casRequired: texts.cas_required,
    metadataCasRequired: texts.metadata_cas_required,
    deleteVersionAfter: texts.delete_version_after,
  });
}

/** Of a text that is known to be a duration, or `0s`. */
export function msOf(text: string): number {
  const ms = text === "0s" ? 0 : parseDuration(text);
  if (ms === undefined) throw new Error("a stored setting is no duration");
  return ms;
}

/** A change by key: undefined leaves it, null goes back to the default. */
export type SettingChange = { readonly [K in SettingKey]?: SettingTexts[K] | null | undefined };

/** What is chosen after the change, and the keys whose effective value it changes, with both values. */
export function changeSettings(
  chosen: Partial<SettingTexts>,
  change: SettingChange,
): { chosen: Partial<SettingTexts>; old: Partial<SettingTexts>; new: Partial<SettingTexts> } {
  const kept = Object.fromEntries(Object.entries({ ...chosen, ...defined(change) }).filter(([, v]) => v !== null));
  const before: SettingTexts = { ...DEFAULT_SETTINGS, ...chosen };
  const after: SettingTexts = { ...DEFAULT_SETTINGS, ...kept };
  const changed = (Object.keys(DEFAULT_SETTINGS) as SettingKey[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const only = (texts: SettingTexts) => Object.fromEntries(changed.map((key) => [key, texts[key]]));
  return { chosen: kept, old: only(before), new: only(after) };
}

const defined = (change: SettingChange) =>
  Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined));
