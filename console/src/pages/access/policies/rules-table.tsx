import { policies as texts } from "#texts/policies.ts";
import { Badges } from "../../../parts/badge.tsx";
import { type Column, Table } from "../../../parts/table.tsx";
import type { Rule } from "./types.ts";

/** The conditions of a rule as sentences; none: it counts always. Pure. */
export function conditionTexts({ conditions = {} }: Rule): readonly string[] {
  const { ip_ranges: ranges, time_window: window, require_mfa: mfa } = conditions;
  const { condition, days } = texts;
  return [
    ...(ranges === undefined ? [] : [condition.ip(ranges.join(", "))]),
    ...(window?.days === undefined ? [] : [condition.days(window.days.map((day) => days[day]).join(", "))]),
    ...(window === undefined ? [] : [condition.window(window.start, window.end, window.timezone ?? "UTC")]),
    ...(mfa === true ? [condition.mfa] : []),
  ];
}

const COLUMNS: readonly Column<Numbered>[] = [
  { title: texts.pattern, cell: ({ rule }) => <code>{rule.path_pattern}</code> },
  { title: texts.permissions, cell: ({ rule }) => <Badges of={rule.permissions} /> },
  {
    title: texts.conditions,
    cell: ({ rule }) => {
      const said = conditionTexts(rule);
      if (said.length === 0) return texts.always;
      return said.map((text) => <div key={text}>{text}</div>);
    },
  },
];
interface Numbered {
  readonly at: number;
  readonly rule: Rule;
}

/** Rules for people to read. */
export function RulesTable({
  rules,
  label = texts.rules,
}: {
  readonly rules: readonly Rule[];
  readonly label?: string;
}) {
  if (rules.length === 0) return <p class="lead">{texts.noRules}</p>;
  const rows = rules.map((rule, at) => ({ at, rule }));
  return <Table label={label} columns={COLUMNS} rows={rows} keyOf={({ at }) => String(at)} />;
}
