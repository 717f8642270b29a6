import { useState } from "preact/hooks";
import { integrations } from "#texts/broker.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { type Resource, useResource } from "../../../data/resource.ts";
import { Button } from "../../../parts/button.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { PageProps } from "../../../shell/route.ts";
import { Events } from "../events.tsx";
import type { Integration } from "../records.ts";
import { DeleteIntegration } from "./delete.tsx";
import { Pointers } from "./pointers.tsx";
import { PushLogin } from "./push.tsx";
import { Rename } from "./rename.tsx";
import { RotateSecretId } from "./rotate.tsx";
import { State } from "./state.tsx";
import { TestIntegration } from "./test.tsx";

const texts = integrations.one;

/** A vault: how it is, what points into it, what happened to it, and what can be done with it. */
export default function IntegrationPage({ params }: PageProps) {
  const { id = "" } = params;
  const found = useResource(id, (signal) =>
    asked(api.GET("/api/v1/vault-integrations/{id}", { params: { path: { id } }, signal })),
  );
  const { value } = found;
  return (
    <Page
      title={value?.name ?? integrations.title}
      place={integrations.title}
      crumbs={[{ text: integrations.title, href: "/console/integrations" }]}
      actions={value && hasScope("integrations:write") && <Actions integration={value} reload={found.reload} />}
    >
      <Loaded from={found}>{(integration) => <Views integration={integration} found={found} />}</Loaded>
    </Page>
  );
}

function Actions({ integration, reload }: { readonly integration: Integration; reload(): void }) {
  const [open, setOpen] = useState<"rename" | "rotate" | "delete">();
  const dialog = { integration, onClose: () => setOpen(undefined), onDone: reload };
  return (
    <>
      <Button onClick={() => setOpen("rename")}>{texts.rename}</Button>
      {integration.type === "hashicorp" && <Button onClick={() => setOpen("rotate")}>{texts.rotate}</Button>}
      <Button kind="danger" onClick={() => setOpen("delete")}>
        {texts.delete}
      </Button>
      {open === "rename" && <Rename {...dialog} />}
      {open === "rotate" && <RotateSecretId {...dialog} />}
      {open === "delete" && <DeleteIntegration {...dialog} />}
    </>
  );
}

function Views({ integration, found }: { readonly integration: Integration; readonly found: Resource<Integration> }) {
  const query = useQuery();
  const view = query.get("view") || "overview";
  return (
    <>
      <Tabs
        label={integration.name}
        query={query}
        name="view"
        tabs={[
          ["overview", texts.views.overview],
          ["credentials", texts.views.credentials],
          ["push", texts.views.push],
          ["events", texts.views.events],
        ]}
      />
      {view === "credentials" && <Pointers integration={integration} />}
      {view === "push" && <PushLogin integration={integration} />}
      {view === "events" && <Events of="vault-integrations" id={integration.id} />}
      {view === "overview" && (
        <>
          <Section title={texts.facts}>
            <FactsOf integration={integration} />
          </Section>
          <TestIntegration id={integration.id} isNative={integration.type === "native"} onDone={found.reload} />
        </>
      )}
    </>
  );
}

function FactsOf({ integration }: { readonly integration: Integration }) {
  const { type, address, namespace, roleId, authMount, kvVersion } = integration;
  const own = [
    [integrations.address, <code key="address">{address}</code>],
    [texts.namespace, namespace],
    [texts.roleId, <code key="role">{roleId}</code>],
    [texts.authMount, authMount],
    [texts.kvVersion, kvVersion],
  ] as const;
  return (
    <Facts
      of={[
        [integrations.state, <State key="state" of={integration.status} />],
        [integrations.kind, integrations.kinds[type]],
        [integrations.checked, <Time key="checked" at={integration.lastCheckedAt} />],
        ...(type === "hashicorp" ? own : []),
        [integrations.created, <Time key="created" at={integration.createdAt} />],
        [texts.changed, <Time key="changed" at={integration.updatedAt} />],
        [texts.id, <code key="id">{integration.id}</code>],
      ]}
    />
  );
}
