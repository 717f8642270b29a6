import { identities as texts } from "#texts/access.ts";
import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";
import { useResource } from "../../../data/resource.ts";
import { Badge } from "../../../parts/badge.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { type Column, Table } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { secretHref } from "../../../shell/addresses.ts";

type Entry = components["schemas"]["AuditEntry"];
const SHOWN = 10;

const COLUMNS: readonly Column<Entry>[] = [
  { title: texts.when, cell: ({ timestamp }) => <Time at={timestamp} /> },
  { title: texts.action, cell: ({ action }) => action.replaceAll("_", " "), isWords: true },
  {
    title: texts.outcome,
    cell: ({ success, error_code }) =>
      success ? <Badge tone="good">{texts.succeeded}</Badge> : <Badge tone="bad">{error_code ?? "–"}</Badge>,
  },
  { title: texts.what, cell: ({ secret_path: path }) => path !== null && <SecretPath path={path} /> },
  { title: texts.from, cell: ({ source_ip }) => source_ip ?? "–", isExtra: true },
];

function SecretPath({ path }: { readonly path: string }) {
  if (!hasScope("secrets:list")) return <code>{path}</code>;
  return (
    <a href={secretHref(path)}>
      <code>{path}</code>
    </a>
  );
}

/** What an identity did last, from the log. */
export function Trail({ identity }: { readonly identity: string }) {
  const trail = useResource(identity, (signal) => {
    const params = { path: { identity_id: identity }, query: { limit: SHOWN } };
    return asked(api.GET("/v1/audit/identities/{identity_id}", { params, signal }));
  });
  return (
    <Section
      title={texts.trail}
      actions={<a href={`/console/audit?identity_id=${encodeURIComponent(identity)}`}>{texts.wholeTrail}</a>}
    >
      <Loaded from={trail}>
        {({ logs }) =>
          logs.length === 0 ? (
            <p class="lead">{texts.noTrail}</p>
          ) : (
            <Table label={texts.trail} columns={COLUMNS} rows={logs} keyOf={({ id }) => id} />
          )
        }
      </Loaded>
    </Section>
  );
}
