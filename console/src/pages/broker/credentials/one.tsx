import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { credentials } from "#texts/broker-logins.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery, withQuery } from "../../../data/query.ts";
import { type Resource, useAction, useResource } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Badges } from "../../../parts/badge.tsx";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/dialog.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { PageProps } from "../../../shell/route.ts";
import { Events } from "../events.tsx";
import { type Credential, nameIn, useIntegrations } from "../records.ts";
import { Remedy } from "../told.tsx";
import { EditCredential } from "./edit.tsx";
import { TestCredential } from "./test.tsx";

const texts = credentials.one;

/** A credential: what it points at, for whom, whether it works, and what happened to it. */
export default function CredentialPage({ params }: PageProps) {
  const { id = "" } = params;
  const found = useResource(id, (signal) =>
    asked(api.GET("/api/v1/credentials/{id}", { params: { path: { id } }, signal })),
  );
  const { value } = found;
  const [isDeleting, setDeleting] = useState(false);
  const remove = value && hasScope("credentials:write") && (
    <Button kind="danger" onClick={() => setDeleting(true)}>
      {texts.delete}
    </Button>
  );
  return (
    <Page
      title={value?.name ?? credentials.title}
      place={credentials.title}
      crumbs={[{ text: credentials.title, href: "/console/credentials" }]}
      actions={remove}
    >
      <Loaded from={found}>{(credential) => <Views credential={credential} found={found} />}</Loaded>
      {isDeleting && value && <DeleteCredential credential={value} onClose={() => setDeleting(false)} />}
    </Page>
  );
}

function Views({ credential, found }: { readonly credential: Credential; readonly found: Resource<Credential> }) {
  const query = useQuery();
  const view = query.get("view") || "overview";
  const isEditor = hasScope("credentials:write");
  return (
    <>
      <Tabs
        label={credential.name}
        query={query}
        name="view"
        tabs={[
          ["overview", texts.views.overview],
          ...(isEditor ? [["edit", texts.views.edit] as const] : []),
          ["events", texts.views.events],
        ]}
      />
      {view === "edit" && isEditor && <EditCredential credential={credential} onSaved={found.reload} />}
      {view === "events" && <Events of="credentials" id={credential.id} />}
      {view === "overview" && (
        <>
          {query.get("warning") === "missing_data_segment" && <Remedy code="missing_data_segment" kind="info" />}
          <Section title={texts.facts} actions={<Elsewhere credential={credential} />}>
            <FactsOf credential={credential} />
          </Section>
          {isEditor && <TestCredential credential={credential} />}
        </>
      )}
    </>
  );
}

/** Other pages that tell of this credential. */
function Elsewhere({ credential: { id } }: { readonly credential: Credential }) {
  return (
    hasScope("credentials:authenticate") && (
      <ButtonLink href={withQuery("/console/authentications", { credential: id })}>{texts.runs}</ButtonLink>
    )
  );
}

function FactsOf({ credential }: { readonly credential: Credential }) {
  const { fieldMap, access } = credential;
  const vaults = useIntegrations();
  const { vaultIntegrationId: vaultId } = credential;
  return (
    <Facts
      of={[
        [
          credentials.vault,
          hasScope("integrations:read") ? (
            <a key="vault" href={`/console/integrations/${vaultId}`}>
              {nameIn(vaults.value, vaultId)}
            </a>
          ) : (
            <code key="vault">{vaultId}</code>
          ),
        ],
        [credentials.path, <code key="path">{credential.vaultPath}</code>],
        [credentials.form.username, <FieldName key="username" of={fieldMap.username} />],
        [credentials.form.password, <FieldName key="password" of={fieldMap.password} />],
        typeof fieldMap.totp === "object"
          ? [credentials.form.codePath, <FieldName key="totp" of={fieldMap.totp.path} />]
          : [credentials.form.totp, <FieldName key="totp" of={fieldMap.totp} />],
        [credentials.hosts, <Badges key="hosts" of={credential.allowedDomains} />],
        [credentials.edit.fields.use, access === null ? texts.byScope : <Named key="use" of={access.use} />],
        [credentials.edit.fields.manage, access === null ? texts.byScope : <Named key="manage" of={access.manage} />],
        [credentials.used, <Time key="used" at={credential.lastUsedAt} none={common.never} />],
        [texts.created, <Time key="created" at={credential.createdAt} />],
        [texts.changed, <Time key="changed" at={credential.updatedAt} />],
        [texts.id, <code key="id">{credential.id}</code>],
      ]}
    />
  );
}

const FieldName = ({ of }: { readonly of: string | undefined }) =>
  of === undefined ? <span>{texts.noField}</span> : <code>{of}</code>;
const Named = ({ of }: { readonly of: readonly string[] }) =>
  of.length === 0 ? <span>{texts.nobody}</span> : <Badges of={of} />;

function DeleteCredential({ credential: { id, name }, onClose }: { readonly credential: Credential; onClose(): void }) {
  const { route } = useLocation();
  const remove = useAction(async () => {
    await asked(api.DELETE("/api/v1/credentials/{id}", { params: { path: { id } } }));
    announce(texts.deleted(name));
    route("/console/credentials", true);
  });
  return (
    <Confirm
      title={texts.deleteTitle(name)}
      submit={texts.delete}
      action={remove}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{texts.deleteText}</p>
    </Confirm>
  );
}
