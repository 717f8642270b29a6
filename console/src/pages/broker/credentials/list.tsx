import { useEffect, useState } from "preact/hooks";
import { credentials as texts } from "#texts/broker-logins.ts";
import { common } from "#texts/common.ts";
import { api } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { useQuery } from "../../../data/query.ts";
import { Badge, Badges } from "../../../parts/badge.tsx";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { SelectField, TextField } from "../../../parts/form.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { type Credential, type Integration, linkedPage, nameIn, PAGE_SIZE, useIntegrations } from "../records.ts";

/** The pointers into vaults, by vault, host and name. */
export default function Credentials() {
  const query = useQuery();
  const vaults = useIntegrations();
  const filters = {
    ...(query.get("vault") === "" ? {} : { vaultIntegrationId: query.get("vault") }),
    ...(query.get("host") === "" ? {} : { domain: query.get("host") }),
    ...(query.get("name") === "" ? {} : { name: query.get("name") }),
  };
  const pages = usePages<Credential>(JSON.stringify(filters), (cursor, signal) => {
    const asked = { limit: PAGE_SIZE, ...filters, ...(cursor === undefined ? {} : { cursor }) };
    return linkedPage(api.GET("/api/v1/credentials", { params: { query: asked }, signal }));
  });
  const isFiltered = Object.keys(filters).length > 0;
  const add = hasScope("credentials:write") && (
    <ButtonLink href="/console/credentials/new" kind="main">
      {texts.add}
    </ButtonLink>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={add}>
      <Filters vaults={vaults.value} />
      <PagedTable<Credential>
        label={texts.title}
        pages={pages}
        keyOf={({ id }) => id}
        empty={
          isFiltered ? (
            <Empty title={common.noMatch} />
          ) : (
            <Empty title={texts.none} text={texts.noneText} action={add} />
          )
        }
        columns={[
          { title: texts.name, cell: ({ id, name }) => <a href={`/console/credentials/${id}`}>{name}</a> },
          { title: texts.vault, cell: ({ vaultIntegrationId: id }) => nameIn(vaults.value, id), isExtra: true },
          { title: texts.path, cell: ({ vaultPath }) => <code>{vaultPath}</code> },
          { title: texts.hosts, cell: ({ allowedDomains }) => <Hosts of={allowedDomains} /> },
          { title: texts.used, cell: ({ lastUsedAt }) => <Time at={lastUsedAt} none={common.never} />, isExtra: true },
        ]}
      />
    </Page>
  );
}

const SHOWN = 3;
function Hosts({ of }: { readonly of: readonly string[] }) {
  return (
    <>
      <Badges of={of.slice(0, SHOWN)} /> {of.length > SHOWN && <Badge>{texts.moreHosts(of.length - SHOWN)}</Badge>}
    </>
  );
}

/** What is typed counts when it is sent: half a host is none, and the API would say so at each letter. */
function Filters({ vaults }: { readonly vaults: readonly Integration[] | undefined }) {
  const query = useQuery();
  const [host, setHost] = useState("");
  const [name, setName] = useState("");
  useEffect(() => setHost(query.get("host")), [query.get("host")]);
  useEffect(() => setName(query.get("name")), [query.get("name")]);
  const isAny = ["vault", "host", "name"].some((filter) => query.get(filter) !== "");
  return (
    <search>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          query.set({ host: host.trim(), name: name.trim() }, "push");
        }}
      >
        {vaults && (
          <SelectField
            label={texts.vault}
            value={query.get("vault")}
            onChange={(vault) => query.set({ vault }, "push")}
            options={[["", texts.allVaults], ...vaults.map(({ id, name: text }) => [id, text] as const)]}
          />
        )}
        <TextField label={texts.host} value={host} onInput={setHost} isCode placeholder="portal.example.net" />
        <TextField label={texts.name} value={name} onInput={setName} />
        <Button type="submit">{common.search}</Button>
        {isAny && (
          <Button kind="quiet" onClick={() => query.set({ vault: "", host: "", name: "" }, "push")}>
            {common.clearFilters}
          </Button>
        )}
      </form>
    </search>
  );
}
