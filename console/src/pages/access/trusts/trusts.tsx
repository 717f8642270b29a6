import { access } from "#texts/access.ts";
import { trusts as texts } from "#texts/trusts.ts";
import { api, asked } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { Badges } from "../../../parts/badge.tsx";
import { ButtonLink } from "../../../parts/button.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { type Column, PagedTable } from "../../../parts/table.tsx";
import { Allowed } from "../common/allowed.tsx";
import { Activity, trustHref } from "../common/links.tsx";
import type { Trust } from "./types.ts";

const COLUMNS: readonly Column<Trust>[] = [
  { title: access.name, cell: ({ id, name }) => <a href={trustHref(id)}>{name}</a> },
  { title: texts.preset, cell: ({ preset }) => texts.presets[preset], isWords: true },
  { title: access.state, cell: ({ is_active }) => <Activity isActive={is_active} /> },
  { title: texts.bearer, cell: ({ identity_id }) => <code>{identity_id}</code> },
  { title: access.scopesTitle, cell: ({ scopes }) => <Badges of={scopes} />, isExtra: true },
  { title: texts.issuer, cell: ({ issuer }) => <code>{issuer}</code>, isExtra: true },
];

/** Whose signed tokens are taken here. */
export default function Trusts() {
  const pages = usePages("trusts", async (cursor, signal) => {
    const page = await asked(api.GET("/v1/trusts", { params: { query: { cursor } }, signal }));
    return { items: page.trusts, nextCursor: page.cursor };
  });
  const add = (
    <Allowed scope="identity:admin">
      <ButtonLink kind="main" href="/console/trusts/new">
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
        keyOf={({ id }) => id}
        empty={<Empty title={texts.empty} text={texts.emptyText} action={add} />}
      />
    </Page>
  );
}
