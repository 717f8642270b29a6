import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { policies as texts } from "#texts/policies.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { Form } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { faultsOf } from "../common/faults.ts";
import { policyHref } from "../common/links.tsx";
import { contentOfDraft, EMPTY_POLICY } from "./draft.ts";
import { PolicyFields } from "./policy-fields.tsx";

/** Makes a policy, which counts for nobody until it is bound. */
export default function NewPolicy() {
  const { route } = useLocation();
  const [draft, setDraft] = useState(EMPTY_POLICY);
  const create = useAction(async () => {
    const { rules, ...content } = contentOfDraft(draft);
    const made = await asked(api.POST("/v1/policies", { body: { ...content, rules: [...rules] } }));
    route(policyHref(made.id));
  });
  return (
    <Page title={texts.form.title} crumbs={[{ text: texts.title, href: "/console/policies" }]}>
      <Form
        action={create}
        submit={texts.form.submit}
        disabled={draft.name.trim() === ""}
        onSubmit={() => void create.run()}
      >
        <PolicyFields draft={draft} onChange={setDraft} fault={faultsOf(create.error)} />
      </Form>
    </Page>
  );
}
