import { integrations } from "#texts/broker.ts";
import { credentials } from "#texts/broker-logins.ts";
import { api, asked } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { withQuery } from "../../../data/query.ts";
import { type Resource, useResource } from "../../../data/resource.ts";
import { Badges } from "../../../parts/badge.tsx";
import { ButtonLink } from "../../../parts/button.tsx";
import { Empty, Notice } from "../../../parts/notice.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { type Credential, type Integration, linkedPage, PAGE_SIZE } from "../records.ts";

const texts = integrations.one;

/** The credentials that point into a vault, as far as the person may see them. */
export function usePointers(id: string): Resource<readonly Credential[]> {
  return useResource(hasScope("credentials:read") ? id : null, (signal) =>
    asked(api.GET("/api/v1/credentials", { params: { query: { vaultIntegrationId: id } }, signal })),
  );
}

export function Pointers({ integration: { id } }: { readonly integration: Integration }) {
  if (!hasScope("credentials:read")) return <Notice>{texts.credentialsHidden}</Notice>;
  return <PointerTable id={id} />;
}

function PointerTable({ id: vaultIntegrationId }: { readonly id: string }) {
  const pages = usePages<Credential>(vaultIntegrationId, (cursor, signal) => {
    const query = { limit: PAGE_SIZE, vaultIntegrationId, ...(cursor === undefined ? {} : { cursor }) };
    return linkedPage(api.GET("/api/v1/credentials", { params: { query }, signal }));
  });
  const add = hasScope("credentials:write") && (
    <ButtonLink href={withQuery("/console/credentials/new", { integration: vaultIntegrationId })} kind="main">
      {texts.addCredential}
    </ButtonLink>
  );
  return (
    <>
      <PagedTable<Credential>
        label={credentials.title}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<Empty title={texts.noCredentials} text={texts.noCredentialsText} action={add} />}
        columns={[
          { title: credentials.name, cell: ({ id, name }) => <a href={`/console/credentials/${id}`}>{name}</a> },
          { title: credentials.path, cell: ({ vaultPath }) => <code>{vaultPath}</code> },
          { title: credentials.hosts, cell: ({ allowedDomains }) => <Badges of={allowedDomains} />, isExtra: true },
          { title: credentials.used, cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />, isExtra: true },
        ]}
      />
      {pages.items.length > 0 && <div class="actions">{add}</div>}
    </>
  );
}
