import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { identities as texts } from "#texts/access.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { Form, TextField } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { faultsOf } from "../common/faults.ts";
import { identityHref } from "../common/links.tsx";
import { EMPTY_IDENTITY, type IdentityDraft } from "./draft.ts";
import { IdentityFields } from "./fields.tsx";

/** Makes a person, a service account or a group: which it is, its id says. */
export default function NewIdentity() {
  const { route } = useLocation();
  const [id, setId] = useState("");
  const [draft, setDraft] = useState<IdentityDraft>(EMPTY_IDENTITY);
  const identityId = id.trim();
  const isGroup = identityId.startsWith("group:");
  const create = useAction(async () => {
    const displayName = draft.displayName.trim();
    const belonging = isGroup ? {} : { groups: [...draft.groups], roles: [...draft.roles] };
    const body = { identity_id: identityId, display_name: displayName === "" ? null : displayName, ...belonging };
    const made = await asked(api.POST("/v1/identity/identities", { body }));
    route(identityHref(made.identity_id));
  });
  const fault = faultsOf(create.error);
  return (
    <Page title={texts.form.title} crumbs={[{ text: texts.title, href: "/console/identities" }]}>
      <Form action={create} submit={texts.form.submit} disabled={identityId === ""} onSubmit={() => void create.run()}>
        <TextField
          label={texts.facts.id}
          value={id}
          onInput={setId}
          isCode
          required
          hint={texts.form.idHint}
          fault={fault("identity_id")}
        />
        <IdentityFields
          draft={draft}
          change={(changes) => setDraft({ ...draft, ...changes })}
          fault={fault}
          isGroup={isGroup}
        />
      </Form>
    </Page>
  );
}
