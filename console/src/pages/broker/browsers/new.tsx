import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { integrations } from "#texts/broker.ts";
import { browsers as texts } from "#texts/broker-logins.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { DocumentLink } from "../../../parts/document-link.tsx";
import { Form, SelectField, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { faultOf } from "../faults.ts";
import type { Browser } from "../records.ts";

type Auth = Browser["auth"];
const AUTHS: readonly Auth[] = ["none", "url", "bearer"];

/** A browser by its address; the key of its vendor goes with the call and is never shown again. */
export default function NewBrowser() {
  const { route } = useLocation();
  const [name, setName] = useState("");
  const [endpoint, setEndpoint] = useState("");
  const [chosen, setChosen] = useState<Auth>("none");
  const [apiKey, setApiKey] = useState("");
  // A key that has a place in the address travels there, and in no other way.
  const auth: Auth = endpoint.includes("{apiKey}") ? "url" : chosen === "url" ? "none" : chosen;
  const takesKey = auth !== "none";
  const add = useAction(async () => {
    const body = { name, endpoint: endpoint.trim(), auth, ...(takesKey ? { apiKey: apiKey.trim() } : {}) };
    const made = await asked(api.POST("/api/v1/browsers", { body }));
    setApiKey("");
    announce(texts.added(made.name));
    route(`/console/browsers/${made.id}`);
  });
  const isAllowed = hasScope("integrations:write");
  const isComplete = [name, endpoint, ...(takesKey ? [apiKey] : [])].every((text) => text.trim() !== "");
  return (
    <Page title={texts.add} lead={<Vendors />} crumbs={[{ text: texts.title, href: "/console/browsers" }]}>
      {!isAllowed && <Notice kind="warning">{integrations.needsScope("integrations:write")}</Notice>}
      <Form action={add} submit={texts.submit} disabled={!isAllowed || !isComplete} onSubmit={() => void add.run()}>
        <TextField label={texts.name} value={name} onInput={setName} fault={faultOf(add.error, "name")} />
        <TextField
          label={texts.endpoint}
          type="url"
          isCode
          value={endpoint}
          onInput={setEndpoint}
          hint={texts.endpointHint}
          fault={faultOf(add.error, "endpoint")}
        />
        <SelectField
          label={texts.auth}
          value={auth}
          disabled={auth === "url"}
          onChange={(value) => setChosen(AUTHS.find((one) => one === value) ?? "none")}
          options={AUTHS.filter((one) => (one === "url") === (auth === "url")).map((one) => [one, texts.auths[one]])}
          hint={auth === "url" ? texts.authByAddress : undefined}
          fault={faultOf(add.error, "auth")}
        />
        {takesKey && (
          <TextField
            label={texts.apiKey}
            type="password"
            isCode
            value={apiKey}
            onInput={setApiKey}
            hint={texts.apiKeyHint}
            fault={faultOf(add.error, "apiKey")}
          />
        )}
      </Form>
    </Page>
  );
}

const Vendors = () => (
  <>
    {texts.newLead} <DocumentLink to="authenticate">{texts.newLeadLink}</DocumentLink>
  </>
);
