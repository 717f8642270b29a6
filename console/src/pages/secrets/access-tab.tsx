import { secret as texts } from "#texts/secret.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { Badge } from "../../parts/badge.tsx";
import { Empty, Notice } from "../../parts/notice.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { hasScope } from "../../session/scopes.ts";
import type { TabProps } from "./place.ts";

const { access } = texts;
type Identity = components["schemas"]["Identity"];
type Verdict = components["schemas"]["PolicyTest"];
interface Row {
  readonly identity: Identity;
  readonly read: Verdict;
  readonly write: Verdict;
}
/** Identities in one step: two questions each, of the two hundred that the API answers in a minute. */
const STEP = 20;

/** Who may read and write it, as the API's test of policies says, identity by identity. */
export function AccessTab({ place }: TabProps) {
  if (place.of === "partner") return <Notice>{access.partner}</Notice>;
  const missing = (["policies:read", "identity:read"] as const).filter((scope) => !hasScope(scope));
  if (missing.length > 0) return <Notice>{access.needs(missing.join(", "))}</Notice>;
  return <AccessTable path={place.path} />;
}

function AccessTable({ path }: { readonly path: string }) {
  const pages = usePages(path, async (cursor, signal) => {
    const query = { limit: STEP, ...(cursor !== undefined && { cursor }) };
    const page = await asked(api.GET("/v1/identity/identities", { params: { query }, signal }));
    const items = await Promise.all(page.identities.map((identity) => rowOf(identity, path, signal)));
    return { items, nextCursor: page.cursor };
  });
  return (
    <>
      <p class="lead">{access.how}</p>
      <p class="small">{access.limits}</p>
      <PagedTable<Row>
        label={access.label}
        pages={pages}
        keyOf={({ identity }) => identity.identity_id}
        empty={<Empty title={access.none} />}
        columns={[
          { title: access.identity, cell: ({ identity }) => <Who identity={identity} /> },
          { title: access.type, cell: ({ identity }) => access.types[identity.identity_type], isExtra: true },
          { title: access.read, cell: ({ read }) => <Answer verdict={read} /> },
          { title: access.write, cell: ({ write }) => <Answer verdict={write} /> },
          { title: access.rule, cell: ({ read, write }) => <Rule verdict={"matched_rule" in read ? read : write} /> },
        ]}
      />
    </>
  );
}

async function rowOf(identity: Identity, path: string, signal: AbortSignal): Promise<Row> {
  const ask = (permission: "read" | "write") => {
    const body = { identity_id: identity.identity_id, path, permission };
    return asked(api.POST("/v1/policies/test", { body, signal }));
  };
  const [read, write] = await Promise.all([ask("read"), ask("write")]);
  return { identity, read, write };
}

function Who({ identity }: { readonly identity: Identity }) {
  const { identity_id: id, display_name: name, is_active: isActive } = identity;
  return (
    <>
      <a href={`/console/identities/${encodeURIComponent(id)}`}>{id}</a>{" "}
      {name !== null && <span class="small">{name}</span>}{" "}
      {!isActive && <Badge tone="warning">{access.inactive}</Badge>}
    </>
  );
}

function Answer({ verdict }: { readonly verdict: Verdict }) {
  if ("matched_rule" in verdict) return <Badge tone="good">{access.yes}</Badge>;
  const { failed_condition: condition } = verdict;
  return condition === null ? <span>{access.no}</span> : <Badge tone="warning">{access.only[condition]}</Badge>;
}

function Rule({ verdict }: { readonly verdict: Verdict }) {
  if (!("matched_rule" in verdict)) return <>–</>;
  return (
    <>
      <code>{verdict.matched_rule.path_pattern}</code>{" "}
      <a href={`/console/policies/${encodeURIComponent(verdict.matched_policy)}`}>{access.reset}</a>
    </>
  );
}
