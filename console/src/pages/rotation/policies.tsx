import { common } from "#texts/common.ts";
import { rotation } from "#texts/rotation.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { Badge } from "../../parts/badge.tsx";
import { ButtonLink } from "../../parts/button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { rhythmOf } from "./rhythm.ts";

export function Policies() {
  const texts = rotation.policies;
  const pages = usePages("policies", async (cursor, signal) => {
    const query = cursor === undefined ? {} : { cursor };
    const page = await asked(api.GET("/v1/rotation/policies", { params: { query }, signal }));
    return { items: page.data, nextCursor: page.cursor };
  });
  return (
    <PagedTable
      label={texts.label}
      pages={pages}
      keyOf={({ id }) => id}
      columns={[
        { title: texts.name, cell: ({ id, name }) => <a href={`/console/rotation/policies/${id}`}>{name}</a> },
        { title: texts.rhythm, cell: rhythmOf },
        { title: texts.secrets, cell: ({ secrets_count }) => common.count(secrets_count), isNumber: true },
        {
          title: texts.state,
          cell: ({ is_active }) => (
            <Badge tone={is_active ? "good" : "warning"}>{is_active ? texts.active : texts.paused}</Badge>
          ),
        },
      ]}
      empty={
        <Empty
          title={texts.empty}
          text={texts.emptyHint}
          action={<ButtonLink href="/console/rotation/new">{rotation.create}</ButtonLink>}
        />
      }
    />
  );
}
