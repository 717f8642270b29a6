import { useState } from "preact/hooks";
import { access, tokens as texts } from "#texts/access.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { useAction } from "../../../data/resource.ts";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { faultsOf } from "../common/faults.ts";
import { useKnownIdentities } from "../common/known.ts";
import { tokenHref } from "../common/links.tsx";
import { ScopeChoice } from "../common/scope-choice.tsx";
import { ShownOnce } from "../common/shown-once.tsx";
import { bodyOf, emptyDraft } from "./draft.ts";
import { BoundsFields, LifeFields } from "./life-fields.tsx";

interface Made {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** Makes a token; its text is on this page until it is left. */
export default function NewToken() {
  const [made, setMade] = useState<Made>();
  const crumbs = [{ text: texts.title, href: "/console/tokens" }];
  return (
    <Page title={texts.form.title} crumbs={crumbs}>
      {made === undefined ? (
        <TokenForm onMade={setMade} />
      ) : (
        <Section title={texts.form.made(made.name)}>
          <ShownOnce text={made.token} label={texts.form.made(made.name)} />
          <div class="actions">
            <ButtonLink href={tokenHref(made.id)}>{texts.form.toRecord}</ButtonLink>
            <Button kind="quiet" onClick={() => setMade(undefined)}>
              {texts.form.another}
            </Button>
          </div>
        </Section>
      )}
    </Page>
  );
}

function TokenForm({ onMade }: { readonly onMade: (made: Made) => void }) {
  const query = useQuery();
  const [draft, setDraft] = useState(() => emptyDraft(query.get("identity")));
  const known = useKnownIdentities();
  const make = useAction(async () => onMade(await asked(api.POST("/v1/tokens", { body: bodyOf(draft) }))));
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const fault = faultsOf(make.error);
  return (
    <Form
      action={make}
      submit={texts.form.submit}
      disabled={draft.identity.trim() === "" || draft.name.trim() === "" || draft.scopes.length === 0}
      onSubmit={() => void make.run()}
    >
      <div class="fields">
        <TextField
          label={access.identity}
          value={draft.identity}
          onInput={(identity) => change({ identity })}
          isCode
          required
          list={known.value?.filter((id) => !id.startsWith("group:")) ?? []}
          hint={texts.form.identityHint}
          fault={fault("identity_id")}
        />
        <TextField
          label={access.name}
          value={draft.name}
          onInput={(name) => change({ name })}
          required
          hint={texts.form.nameHint}
          fault={fault("name")}
        />
      </div>
      <LifeFields draft={draft} change={change} fault={fault} />
      <ScopeChoice chosen={draft.scopes} onChange={(scopes) => change({ scopes })} fault={fault("scopes")} />
      <BoundsFields draft={draft} change={change} fault={fault} />
    </Form>
  );
}
