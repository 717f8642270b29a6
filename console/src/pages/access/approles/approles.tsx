import { access } from "#texts/access.ts";
import { approles as texts } from "#texts/approles.ts";
import { api, asked } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { Badge, Badges } from "../../../parts/badge.tsx";
import { ButtonLink } from "../../../parts/button.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { type Column, PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { Allowed } from "../common/allowed.tsx";
import { approleHref, IdentityLink } from "../common/links.tsx";
import type { AppRole } from "./types.ts";

const COLUMNS: readonly Column<AppRole>[] = [
  {
    title: access.name,
    cell: ({ name, stopped_until }) => (
      <>
        <a href={approleHref(name)}>{name}</a> {stopped_until !== null && <Badge tone="bad">{texts.stopped}</Badge>}
      </>
    ),
  },
  { title: texts.identity, cell: ({ identity_id }) => <IdentityLink id={identity_id} /> },
  { title: texts.policies, cell: ({ token_policies }) => <Badges of={token_policies} /> },
  { title: access.updated, cell: ({ updated_at }) => <Time at={updated_at} />, isExtra: true },
];

/** Every role by which a machine logs in. */
export default function AppRoles() {
  const pages = usePages("approles", async (cursor, signal) => {
    const page = await asked(api.GET("/v1/approles", { params: { query: { cursor } }, signal }));
    return { items: page.approles, nextCursor: page.cursor };
  });
  const add = (
    <Allowed scope="identity:admin">
      <ButtonLink kind="main" href="/console/approles/new">
        {texts.add}
      </ButtonLink>
    </Allowed>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={add}>
      <PagedTable
        label={texts.list}
        columns={COLUMNS}
        pages={pages}
        keyOf={({ name }) => name}
        empty={<Empty title={texts.empty} text={texts.emptyText} action={add} />}
      />
    </Page>
  );
}
