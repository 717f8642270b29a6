import type { components } from "../../../../packages/client/src/generated/schema.ts";

export type Settings = components["schemas"]["Settings"];
export type SettingsChange = components["schemas"]["SettingsChange"];
export type SettingName = Exclude<keyof Settings, "updated_at">;
type Kind = "number" | "duration" | "durations" | "flag";

export interface SettingRule {
  readonly kind: Kind;
  /** What holds where nothing is chosen. */
  readonly standard: Settings[SettingName];
  /** The least and the most; of a number as it is written. */
  readonly bounds?: readonly [least: string, most: string];
}

/** Every setting, in groups, with its default and its bounds: those of the API, which says them in words alone. */
const SETTING_GROUPS = {
  secrets: {
    max_versions: { kind: "number", standard: 10, bounds: ["1", "100"] },
    cas_required: { kind: "flag", standard: false },
    metadata_cas_required: { kind: "flag", standard: false },
    delete_version_after: { kind: "duration", standard: null, bounds: ["1s", "3650d"] },
    soft_delete_retention: { kind: "duration", standard: "30d", bounds: ["1h", "365d"] },
  },
  rotation: {
    rotation_grace_period: { kind: "duration", standard: "48h", bounds: ["0s", "90d"] },
    notify_before: { kind: "durations", standard: ["30d", "7d", "1d"] },
  },
  access: {
    token_default_ttl: { kind: "duration", standard: "90d", bounds: ["1m", "3650d"] },
    token_max_ttl: { kind: "duration", standard: null, bounds: ["1h", "3650d"] },
    mfa_max_age: { kind: "duration", standard: "15m", bounds: ["1m", "24h"] },
  },
  log: {
    audit_retention: { kind: "duration", standard: "2557d", bounds: ["30d", "3650d"] },
  },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<SettingName, SettingRule>>>>>;

/** The same as lists. */
export const GROUPS = (Object.keys(SETTING_GROUPS) as (keyof typeof SETTING_GROUPS)[]).map(
  (group) => [group, Object.entries(SETTING_GROUPS[group]) as [SettingName, SettingRule][]] as const,
);
export const SETTINGS = GROUPS.flatMap(([, settings]) => settings);

/** Every setting as a form has it: texts. */
export type Draft = Readonly<Record<SettingName, string>>;

export const textOf = (value: Settings[SettingName]): string =>
  value === null ? "" : Array.isArray(value) ? value.join(", ") : String(value);

export const draftOf = (settings: Settings): Draft =>
  Object.fromEntries(SETTINGS.map(([name]) => [name, textOf(settings[name])])) as Draft;

/** What the form makes other than it is. */
export function changeIn(settings: Settings, draft: Draft): Readonly<Partial<Record<SettingName, unknown>>> {
  const changed = SETTINGS.filter(([name]) => draft[name].trim() !== textOf(settings[name]));
  return Object.fromEntries(changed.map(([name, rule]) => [name, valueIn(rule, draft[name].trim())]));
}

function valueIn({ kind }: SettingRule, text: string): unknown {
  if (kind === "flag") return text === "true";
  if (kind === "durations") return text === "" ? [] : text.split(",").map((one) => one.trim());
  if (kind === "number") return /^\d{1,9}$/.test(text) ? Number(text) : text;
  return text === "" ? null : text;
}

/** The change as the API takes it: what equals the default goes as null, and follows the default from then on. The values are judged there. */
export const changeBody = (change: Readonly<Partial<Record<SettingName, unknown>>>): SettingsChange =>
  Object.fromEntries(
    SETTINGS.filter(([name]) => Object.hasOwn(change, name)).map(([name, { standard }]) => [
      name,
      JSON.stringify(change[name]) === JSON.stringify(standard) ? null : change[name],
    ]),
  );
