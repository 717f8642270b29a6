import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { integrations } from "#texts/broker.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { CheckField, Form, SelectField, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { faultOf } from "../faults.ts";
import { bodyOf, EMPTY, guideInputOf, isComplete, type NewVault } from "./draft.ts";
import { Guide } from "./guide-steps.tsx";

const texts = integrations.new;

/** A vault with the AppRole that it needs, or the store of Postern's own. Which of both stands in the address. */
export default function NewIntegration() {
  const query = useQuery();
  const { route } = useLocation();
  const kind = query.get("kind") === "native" ? "native" : "hashicorp";
  const [draft, setDraft] = useState<NewVault>(EMPTY);
  const change = (changes: Partial<NewVault>) => setDraft((old) => ({ ...old, ...changes }));
  const add = useAction(async () => {
    const options = {
      params: { query: { unique: true, verify: kind === "hashicorp" && draft.verifies } },
      body: bodyOf(kind, draft),
    };
    const made = await asked(api.POST("/api/v1/vault-integrations", options));
    change({ secretId: "" });
    announce(texts.added(made.name));
    route(`/console/integrations/${made.id}`);
  });
  const isAllowed = hasScope("integrations:write");
  return (
    <Page title={texts.title} lead={texts.lead} crumbs={[{ text: integrations.title, href: "/console/integrations" }]}>
      {!isAllowed && <Notice kind="warning">{integrations.needsScope("integrations:write")}</Notice>}
      <Form
        action={add}
        submit={texts.submit}
        disabled={!isAllowed || !isComplete(kind, draft)}
        onSubmit={() => void add.run()}
      >
        <fieldset>
          <legend>{texts.where}</legend>
          <SelectField
            label={integrations.kind}
            value={kind}
            onChange={(chosen) => query.set({ kind: chosen === "native" ? "native" : "" })}
            options={[
              ["hashicorp", integrations.kinds.hashicorp],
              ["native", integrations.kinds.native],
            ]}
          />
          <TextField
            label={integrations.name}
            value={draft.name}
            onInput={(name) => change({ name })}
            hint={texts.nameHint}
            fault={faultOf(add.error, "name")}
          />
          {kind === "native" ? (
            <p>{texts.nativeText}</p>
          ) : (
            <Where draft={draft} change={change} faultIn={(name) => faultOf(add.error, `config.${name}`)} />
          )}
        </fieldset>
        {kind === "hashicorp" && (
          <>
            <Guide input={guideInputOf(draft)} change={change} />
            <Login draft={draft} change={change} faultIn={(name) => faultOf(add.error, `config.${name}`)} />
          </>
        )}
      </Form>
    </Page>
  );
}

interface PartProps {
  readonly draft: NewVault;
  change(changes: Partial<NewVault>): void;
  /** What the API says of a field of `config`. */
  faultIn(name: string): string | undefined;
}

function Where({ draft, change, faultIn }: PartProps) {
  return (
    <>
      <TextField
        label={integrations.address}
        type="url"
        isCode
        value={draft.address}
        onInput={(address) => change({ address })}
        hint={texts.addressHint}
        fault={faultIn("address")}
      />
      <div class="fields">
        <TextField
          label={texts.namespace}
          isCode
          isOptional
          value={draft.namespace}
          onInput={(namespace) => change({ namespace })}
          fault={faultIn("namespace")}
        />
        <TextField
          label={texts.authMount}
          isCode
          value={draft.authMount}
          onInput={(authMount) => change({ authMount })}
          fault={faultIn("authMount")}
        />
        <SelectField
          label={texts.kvVersion}
          value={draft.kvVersion}
          onChange={(version) => change({ kvVersion: version === "1" ? "1" : "2" })}
          options={[
            ["2", texts.kvVersions["2"]],
            ["1", texts.kvVersions["1"]],
          ]}
          fault={faultIn("kvVersion")}
        />
      </div>
    </>
  );
}

function Login({ draft, change, faultIn }: PartProps) {
  return (
    <fieldset>
      <legend>{texts.login}</legend>
      <TextField
        label={texts.roleId}
        isCode
        value={draft.roleId}
        onInput={(roleId) => change({ roleId })}
        hint={texts.roleIdHint}
        fault={faultIn("roleId")}
      />
      {draft.secretIdKind !== "none" && (
        <TextField
          label={draft.secretIdKind === "wrapped" ? texts.secretIdWrapped : texts.secretId}
          type="password"
          isCode
          value={draft.secretId}
          onInput={(secretId) => change({ secretId })}
          hint={texts.secretIdHint}
          fault={faultIn("secretId") ?? faultIn("secretIdWrapped")}
        />
      )}
      <CheckField label={texts.verify} checked={draft.verifies} onChange={(verifies) => change({ verifies })} />
    </fieldset>
  );
}
