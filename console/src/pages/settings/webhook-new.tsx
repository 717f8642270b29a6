import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { webhooks } from "#texts/webhooks.ts";
import { api, asked } from "../../api/client.ts";
import { useAction } from "../../data/resource.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Form, TextField } from "../../parts/form.tsx";
import { Page } from "../../parts/page.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { bodyOf, type CreateWebhook, EMPTY_DRAFT } from "./webhook-draft.ts";
import { faultOf, WebhookFields } from "./webhook-fields.tsx";

const texts = webhooks.form;
const crumbs = [{ text: webhooks.title, href: "/console/webhooks" }];
const hrefOf = (id: string): string => `/console/webhooks/${encodeURIComponent(id)}`;

/** Makes a webhook. A secret that the server made is shown here, once. */
export default function NewWebhook() {
  const { route } = useLocation();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [secret, setSecret] = useState("");
  const [made, setMade] = useState<{ readonly id: string; readonly name: string; readonly secret: string }>();
  const create = useAction(async () => {
    // What the form offers are the API's own words; it judges them anyhow.
    const body = { ...bodyOf(draft), ...(secret === "" ? {} : { secret }) } as CreateWebhook;
    const written = await asked(api.POST("/v1/webhooks", { body }));
    setSecret("");
    if (written.secret === undefined) route(hrefOf(written.id));
    else setMade({ id: written.id, name: written.name, secret: written.secret });
  });
  if (made)
    return (
      <Page key="made" title={made.name} crumbs={crumbs}>
        <SecretOnce secret={made.secret} />
        <div class="actions">
          <ButtonLink kind="main" href={hrefOf(made.id)}>
            {webhooks.once.open}
          </ButtonLink>
        </div>
      </Page>
    );
  const isReady = draft.name.trim() !== "" && draft.url.trim() !== "" && draft.events.length > 0;
  return (
    <Page title={texts.createTitle} crumbs={crumbs} lead={webhooks.lead}>
      <Form action={create} submit={texts.submit} disabled={!isReady} onSubmit={() => void create.run()}>
        <WebhookFields draft={draft} onChange={setDraft} error={create.error} />
        <TextField
          label={texts.secret}
          type="password"
          value={secret}
          onInput={setSecret}
          hint={texts.secretHint}
          fault={faultOf(create.error, "secret")}
          isOptional
          isCode
        />
      </Form>
    </Page>
  );
}
