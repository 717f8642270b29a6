import { useMemo } from "preact/hooks";
import { audit } from "#texts/audit.ts";
import { common } from "#texts/common.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { withQuery } from "../../data/query.ts";
import { useResource } from "../../data/resource.ts";
import { Loaded } from "../../parts/notice.tsx";
import { Facts, Section } from "../../parts/page.tsx";
import { PlotLater } from "../../parts/plot-later.tsx";
import { Table } from "../../parts/table.tsx";
import { activitySpan, type Filters } from "./filters.ts";

const texts = audit.activity;
type Summary = components["schemas"]["AuditSummary"];

/** How much happened on each day of the span: drawn, and in numbers for those who can't see that. */
export function Activity({ filters }: { readonly filters: Filters }) {
  const span = activitySpan(filters, Date.now());
  const summary = useResource(JSON.stringify(span), (signal) =>
    asked(api.GET("/v1/audit/summary", { params: { query: { ...span, by: "day" } }, signal })),
  );
  return (
    <Section title={texts.title}>
      <Loaded from={summary}>
        {(value) => (
          <>
            <Drawn summary={value} />
            <p class="small">{texts.spanNote(span.from, span.to)}</p>
            <details class="disclosure">
              <summary>{texts.numbers}</summary>
              <Numbers summary={value} />
            </details>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Drawn({ summary }: { readonly summary: Summary }) {
  const days = summary.days ?? [];
  // The plot is drawn anew only for other numbers.
  const { atMs, series } = useMemo(
    () => ({
      atMs: days.map(({ day }) => Date.parse(day)),
      series: [
        { label: texts.rows, colour: "--accent", values: days.map(({ total_events }) => total_events) },
        { label: texts.reads, colour: "--series-2", values: days.map(({ reads }) => reads) },
        { label: texts.refused, colour: "--bad", values: days.map(({ failed_events }) => failed_events) },
      ],
    }),
    [summary],
  );
  return (
    <>
      <div class="stats">
        <Facts
          of={[
            [texts.total, common.count(summary.total_events)],
            [texts.failed, common.count(summary.failed_events)],
            [texts.identities, common.count(summary.unique_identities)],
            [texts.secrets, common.count(summary.unique_secrets)],
          ]}
        />
      </div>
      {days.length > 1 && <PlotLater label={texts.label} atMs={atMs} series={series} />}
    </>
  );
}

interface Counted {
  readonly name: string;
  readonly count: number;
}

function Numbers({ summary }: { readonly summary: Summary }) {
  const counted = (counts: Readonly<Record<string, number>>): readonly Counted[] =>
    Object.entries(counts)
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count);
  const link = (filter: string) => (name: string) => withQuery("/console/audit", { [filter]: name });
  const identities = summary.top_identities.map(({ identity_id, count }) => ({ name: identity_id, count }));
  const secrets = summary.top_secrets.map(({ path, count }) => ({ name: path, count }));
  return (
    <div class="numbers">
      <Counts title={texts.topIdentities} rows={identities} hrefOf={link("identity_id")} />
      <Counts title={texts.topSecrets} rows={secrets} hrefOf={link("path_prefix")} />
      <Counts title={texts.byAction} rows={counted(summary.by_action)} hrefOf={link("action")} />
      <Counts title={texts.byError} rows={counted(summary.by_error)} />
      <div>
        <h3>{texts.perDay}</h3>
        <Table
          label={texts.perDay}
          rows={(summary.days ?? []).toReversed()}
          keyOf={({ day }) => day}
          columns={[
            {
              title: texts.day,
              cell: ({ day }) => <a href={withQuery("/console/audit", { from: day, to: day })}>{day}</a>,
            },
            { title: texts.total, cell: ({ total_events }) => common.count(total_events), isNumber: true },
            { title: texts.reads, cell: ({ reads }) => common.count(reads), isNumber: true },
            { title: texts.refused, cell: ({ failed_events }) => common.count(failed_events), isNumber: true },
          ]}
        />
      </div>
    </div>
  );
}

function Counts({
  title,
  rows,
  hrefOf,
}: {
  readonly title: string;
  readonly rows: readonly Counted[];
  readonly hrefOf?: (name: string) => string;
}) {
  return (
    <div>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p class="small">{texts.nothing}</p>
      ) : (
        <Table
          label={title}
          rows={rows}
          keyOf={({ name }) => name}
          columns={[
            {
              title: texts.name,
              cell: ({ name }) => (hrefOf ? <a href={hrefOf(name)}>{name}</a> : <code>{name}</code>),
            },
            { title: texts.count, cell: ({ count }) => common.count(count), isNumber: true },
          ]}
        />
      )}
    </div>
  );
}
