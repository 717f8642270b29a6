import { authentications as texts } from "#texts/broker-logins.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { useQuery } from "../../../data/query.ts";
import { useResource } from "../../../data/resource.ts";
import { Badge } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { SelectField } from "../../../parts/form.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { type Credential, linkedPage, nameIn, PAGE_SIZE, type Run } from "../records.ts";
import { durationText, TONES } from "./words.ts";

/** Sign-ins of the last 30 days, with credentials that the person may use. */
export default function Authentications() {
  const query = useQuery();
  const credential = query.get("credential");
  const credentials = useResource(hasScope("credentials:read") ? "credentials" : null, (signal) =>
    asked(api.GET("/api/v1/credentials", { signal })),
  );
  const pages = usePages<Run>(credential, (cursor, signal) => {
    const filter = credential === "" ? {} : { credentialId: credential };
    const asking = { limit: PAGE_SIZE, ...filter, ...(cursor === undefined ? {} : { cursor }) };
    return linkedPage(api.GET("/api/v1/authentications", { params: { query: asking }, signal }));
  });
  return (
    <Page title={texts.title} lead={texts.lead} actions={<Button onClick={pages.reload}>{texts.again}</Button>}>
      <Filter credentials={credentials.value} />
      <PagedTable<Run>
        label={texts.title}
        pages={pages}
        keyOf={({ id }) => id}
        empty={
          credential === "" ? <Empty title={texts.none} text={texts.noneText} /> : <Empty title={common.noMatch} />
        }
        columns={[
          { title: texts.started, cell: ({ id, startedAt }) => <RunLink id={id} at={startedAt} /> },
          { title: texts.credential, cell: ({ credentialId }) => nameIn(credentials.value, credentialId) },
          { title: texts.status, cell: ({ status }) => <Badge tone={TONES[status]}>{texts.statuses[status]}</Badge> },
          { title: texts.outcome, cell: ({ code, verdict }) => code ?? (verdict && texts.verdicts[verdict]) },
          { title: texts.host, cell: ({ host }) => host && <code>{host}</code>, isExtra: true },
          { title: texts.mode, cell: ({ mode }) => mode, isExtra: true },
          {
            title: texts.duration,
            cell: ({ durationMs }) => durationMs !== null && durationText(durationMs),
            isNumber: true,
            isExtra: true,
          },
        ]}
      />
    </Page>
  );
}

const RunLink = ({ id, at }: { readonly id: string; readonly at: string }) => (
  <a href={`/console/authentications/${id}`}>
    <Time at={at} />
  </a>
);

/** Which credential's; nothing where the person may not see any. An id in the address that is none of them stays chosen. */
function Filter({ credentials = [] }: { readonly credentials: readonly Credential[] | undefined }) {
  const query = useQuery();
  const chosen = query.get("credential");
  const options = credentials.map(({ id, name }) => [id, name] as const);
  if (options.length === 0 && chosen === "") return null;
  const isKnown = chosen === "" || credentials.some(({ id }) => id === chosen);
  return (
    <div class="filters">
      <SelectField
        label={texts.credential}
        value={chosen}
        onChange={(credential) => query.set({ credential }, "push")}
        options={[["", texts.allCredentials], ...(isKnown ? [] : [[chosen, chosen] as const]), ...options]}
      />
    </div>
  );
}
