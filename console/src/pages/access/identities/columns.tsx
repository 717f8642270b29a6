import { access, identities as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { Badge } from "../../../parts/badge.tsx";
import type { Column } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { whoNow } from "../../../session/session.ts";
import { Activity, identityHref } from "../common/links.tsx";
import type { Identity } from "../common/types.ts";

/** Is it the person who looks? */
export const isSelf = (id: string): boolean => whoNow()?.identity_id === id;

/** Groups as links to their pages. */
export function Groups({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return <>{common.none}</>;
  return (
    <span class="badges">
      {of.map((id) => (
        <a key={id} class="badge" href={identityHref(id)}>
          {id}
        </a>
      ))}
    </span>
  );
}

export const IDENTITY_COLUMNS: readonly Column<Identity>[] = [
  {
    title: access.identity,
    cell: ({ identity_id: id, display_name }) => (
      <>
        <a href={identityHref(id)}>
          <code>{id}</code>
        </a>{" "}
        {isSelf(id) && <Badge>{texts.self}</Badge>}
        {display_name !== null && <div class="small">{display_name}</div>}
      </>
    ),
  },
  { title: texts.type, cell: ({ identity_type }) => texts.types[identity_type], isExtra: true },
  { title: access.state, cell: ({ is_active }) => <Activity isActive={is_active} /> },
  { title: texts.facts.groups, cell: ({ groups }) => <Groups of={groups} />, isExtra: true },
  {
    title: texts.facts.roles,
    cell: ({ roles }) => roles.map((role) => texts.form.roles[role]).join(", ") || common.none,
    isExtra: true,
  },
  {
    title: texts.facts.lastSeen,
    cell: ({ last_seen_at }) => <Time at={last_seen_at} none={common.never} />,
    isExtra: true,
  },
];
