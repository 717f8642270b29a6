import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { integrations } from "#texts/broker.ts";
import { credentials } from "#texts/broker-logins.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { ButtonLink } from "../../../parts/button.tsx";
import { Form } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { useIntegrations } from "../records.ts";
import { bodyOf, type Draft, EMPTY, isComplete } from "./draft.ts";
import { CredentialFields } from "./fields.tsx";

const texts = credentials.new;

/** A pointer into a vault. Where it points may stand in the address, for whoever comes from a push. */
export default function NewCredential() {
  const query = useQuery();
  const { route } = useLocation();
  const vaults = useIntegrations();
  const [draft, setDraft] = useState<Draft>({
    ...EMPTY,
    vaultIntegrationId: query.get("integration"),
    vaultPath: query.get("path"),
    username: query.get("usernameField") || EMPTY.username,
    password: query.get("passwordField") || EMPTY.password,
  });
  const add = useAction(async () => {
    const options = { params: { query: { unique: true } }, body: bodyOf(draft) };
    const made = await asked(api.POST("/api/v1/credentials", options));
    announce(texts.added(made.name));
    route(`/console/credentials/${made.id}${made.warnings ? "?warning=missing_data_segment" : ""}`);
  });
  const isAllowed = hasScope("credentials:write");
  const isWithoutVault = vaults.value?.length === 0;
  return (
    <Page
      title={credentials.add}
      lead={texts.lead}
      crumbs={[{ text: credentials.title, href: "/console/credentials" }]}
    >
      {!isAllowed && <Notice kind="warning">{integrations.needsScope("credentials:write")}</Notice>}
      {isWithoutVault && (
        <Notice kind="warning">
          <p>{texts.noVault}</p>
          <ButtonLink href="/console/integrations/new">{integrations.add}</ButtonLink>
        </Notice>
      )}
      <Form
        action={add}
        submit={texts.submit}
        disabled={!isAllowed || !isComplete(draft)}
        onSubmit={() => void add.run()}
      >
        <CredentialFields
          draft={draft}
          vaults={vaults.value}
          error={add.error}
          change={(changes) => setDraft((old) => ({ ...old, ...changes }))}
        />
      </Form>
    </Page>
  );
}
