import { webhooks as texts } from "#texts/webhooks.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { Badges } from "../../parts/badge.tsx";
import { ButtonLink } from "../../parts/button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import { hasScope } from "../../session/scopes.ts";
import { Health } from "./health.tsx";

/** Every webhook of the space, and how it does. */
export default function WebhooksPage() {
  const pages = usePages("webhooks", async (cursor, signal) => {
    const page = await asked(
      api.GET("/v1/webhooks", { params: { query: cursor === undefined ? {} : { cursor } }, signal }),
    );
    return { items: page.webhooks, nextCursor: page.cursor };
  });
  const create = hasScope("admin") && (
    <ButtonLink kind="main" href="/console/webhooks/new">
      {texts.create}
    </ButtonLink>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={pages.items.length > 0 && create}>
      <PagedTable
        label={texts.label}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<Empty title={texts.none} text={texts.noneText} action={create} />}
        columns={[
          {
            title: texts.columns.name,
            cell: ({ id, name }) => <a href={`/console/webhooks/${encodeURIComponent(id)}`}>{name}</a>,
          },
          { title: texts.columns.status, cell: ({ status }) => <Health status={status} /> },
          { title: texts.columns.url, cell: ({ url }) => <code>{url}</code> },
          { title: texts.columns.events, cell: ({ events }) => <Badges of={events} />, isExtra: true },
          { title: texts.columns.updated, cell: ({ updated_at }) => <Time at={updated_at} />, isExtra: true },
        ]}
      />
    </Page>
  );
}
