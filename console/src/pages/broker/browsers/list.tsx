import { browsers as texts } from "#texts/broker-logins.ts";
import { api } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { type Browser, linkedPage, PAGE_SIZE } from "../records.ts";

/** The remote browsers in which Postern signs in. */
export default function Browsers() {
  const pages = usePages<Browser>("", (cursor, signal) => {
    const query = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    return linkedPage(api.GET("/api/v1/browsers", { params: { query }, signal }));
  });
  const add = hasScope("integrations:write") && (
    <ButtonLink href="/console/browsers/new" kind="main">
      {texts.add}
    </ButtonLink>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={add}>
      <PagedTable<Browser>
        label={texts.title}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<Empty title={texts.none} text={texts.noneText} action={add} />}
        columns={[
          { title: texts.name, cell: ({ id, name }) => <a href={`/console/browsers/${id}`}>{name}</a> },
          { title: texts.endpoint, cell: ({ endpoint }) => <code>{endpoint}</code> },
          { title: texts.auth, cell: ({ auth }) => texts.auths[auth], isExtra: true },
          { title: texts.created, cell: ({ createdAt }) => <Time at={createdAt} />, isExtra: true },
        ]}
      />
    </Page>
  );
}
