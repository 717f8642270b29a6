import { useState } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { Badge } from "../../parts/badge.tsx";
import { Empty, Notice } from "../../parts/notice.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import { hasScope } from "../../session/scopes.ts";
import type { TabProps } from "./place.ts";

const { trail } = texts;
type Entry = components["schemas"]["AuditEntry"];

/** What is on record of the path: reads, writes, and what was refused. */
export function TrailTab({ place }: TabProps) {
  if (place.of === "partner") return <Notice>{trail.partner}</Notice>;
  if (!hasScope("audit:read")) return <Notice>{trail.noScope}</Notice>;
  return <TrailTable path={place.path} />;
}

function TrailTable({ path }: { readonly path: string }) {
  const [summary, setSummary] = useState<components["schemas"]["SecretTrail"]["summary"]>();
  const pages = usePages(path, async (cursor, signal) => {
    const params = { path: { path }, query: cursor === undefined ? {} : { cursor } };
    const page = await asked(api.GET("/v1/audit/secrets/{path}", { params, signal }));
    setSummary(page.summary);
    return { items: page.logs, nextCursor: page.cursor };
  });
  return (
    <>
      {summary && <p class="small">{trail.summary(summary.total_accesses_30d, summary.unique_identities_30d)}</p>}
      <PagedTable<Entry>
        label={trail.label}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<Empty title={trail.none} text={trail.noneText} />}
        columns={[
          { title: trail.when, cell: ({ timestamp }) => <Time at={timestamp} /> },
          {
            title: trail.action,
            cell: ({ id, action }) => <a href={`/console/audit/entry/${encodeURIComponent(id)}`}>{action}</a>,
          },
          { title: trail.who, cell: ({ identity_id: who }) => who },
          { title: trail.result, cell: (entry) => <Result of={entry} /> },
          { title: trail.from, cell: ({ source_ip: ip }) => ip ?? "–", isExtra: true },
        ]}
      />
    </>
  );
}

function Result({ of }: { readonly of: Entry }) {
  if (of.success) return <Badge tone="good">{trail.ok}</Badge>;
  return <Badge tone="bad">{of.error_code ?? "–"}</Badge>;
}
