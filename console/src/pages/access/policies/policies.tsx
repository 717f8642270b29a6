import { access } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { policies as texts } from "#texts/policies.ts";
import { api, asked } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { useQuery } from "../../../data/query.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { CheckField } from "../../../parts/form.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { type Column, PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { Allowed } from "../common/allowed.tsx";
import { Activity, policyHref } from "../common/links.tsx";
import type { PolicySummary } from "./types.ts";

const COLUMNS: readonly Column<PolicySummary>[] = [
  { title: access.name, cell: ({ id, name }) => <a href={policyHref(id)}>{name}</a> },
  { title: access.state, cell: ({ is_active }) => <Activity isActive={is_active} /> },
  { title: texts.rules, cell: ({ rule_count }) => common.count(rule_count), isNumber: true },
  { title: texts.bindings, cell: ({ binding_count }) => common.count(binding_count), isNumber: true },
  { title: access.updated, cell: ({ updated_at }) => <Time at={updated_at} />, isExtra: true },
];

/** Every access policy of the space. */
export default function Policies() {
  const query = useQuery();
  const withInactive = query.get("inactive") === "yes";
  const pages = usePages(String(withInactive), async (cursor, signal) => {
    const filters = { include_inactive: withInactive || undefined, cursor };
    const page = await asked(api.GET("/v1/policies", { params: { query: filters }, signal }));
    return { items: page.policies, nextCursor: page.cursor };
  });
  const add = (
    <Allowed scope="policies:write">
      <ButtonLink kind="main" href="/console/policies/new">
        {texts.add}
      </ButtonLink>
    </Allowed>
  );
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <>
          <ButtonLink href="/console/policies/test">{texts.test}</ButtonLink>
          {add}
        </>
      }
    >
      <CheckField
        label={texts.showInactive}
        checked={withInactive}
        onChange={(on) => query.set({ inactive: on ? "yes" : "" })}
      />
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
