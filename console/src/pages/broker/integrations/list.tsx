import { integrations as texts } from "#texts/broker.ts";
import { api } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { type Integration, linkedPage, PAGE_SIZE } from "../records.ts";
import { State } from "./state.tsx";

/** The vaults that credentials point into. */
export default function Integrations() {
  const pages = usePages<Integration>("", (cursor, signal) => {
    const query = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    return linkedPage(api.GET("/api/v1/vault-integrations", { params: { query }, signal }));
  });
  const add = hasScope("integrations:write") && (
    <ButtonLink href="/console/integrations/new" kind="main">
      {texts.add}
    </ButtonLink>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={add}>
      <PagedTable<Integration>
        label={texts.label}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<Empty title={texts.none} text={texts.noneText} action={add} />}
        columns={[
          { title: texts.name, cell: ({ id, name }) => <a href={`/console/integrations/${id}`}>{name}</a> },
          { title: texts.state, cell: ({ status }) => <State of={status} /> },
          { title: texts.kind, cell: ({ type }) => texts.kinds[type], isWords: true },
          { title: texts.address, cell: ({ address }) => address && <code>{address}</code>, isExtra: true },
          { title: texts.checked, cell: ({ lastCheckedAt }) => <Time at={lastCheckedAt} />, isExtra: true },
          { title: texts.created, cell: ({ createdAt }) => <Time at={createdAt} />, isExtra: true },
        ]}
      />
    </Page>
  );
}
