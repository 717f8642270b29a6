import { access } from "#texts/access.ts";
import { trusts as texts } from "#texts/trusts.ts";
import { SelectField, TextField } from "../../../parts/form.tsx";
import type { FaultOf } from "../common/faults.ts";
import { jwksFrom } from "./body.ts";
import type { TrustDraft } from "./draft.ts";

/** A part of the form. Each stands alone: another one is another component beside these. */
export interface FieldsProps {
  readonly draft: TrustDraft;
  readonly change: (changes: Partial<TrustDraft>) => void;
  readonly fault: FaultOf;
}
const { form } = texts;

/** Who signs, for whom, and by which keys that is seen. */
export function IssuerFields(props: FieldsProps) {
  const { draft, change, fault } = props;
  return (
    <fieldset>
      <legend>{form.who}</legend>
      <TextField
        label={access.name}
        value={draft.name}
        onInput={(name) => change({ name })}
        required
        hint={form.nameHint}
        fault={fault("name")}
      />
      <TextField
        label={texts.issuer}
        value={draft.issuer}
        onInput={(issuer) => change({ issuer })}
        isCode
        required
        hint={form.issuerHint}
        fault={fault("issuer")}
      />
      <TextField
        label={form.audience}
        value={draft.audience}
        onInput={(audience) => change({ audience })}
        isCode
        isOptional={draft.preset !== "cloudflare_access"}
        hint={draft.preset === "cloudflare_access" ? form.audienceAccess : form.audienceHint}
        fault={fault("audience")}
      />
      <KeyFields {...props} />
    </fieldset>
  );
}

function KeyFields({ draft, change, fault }: FieldsProps) {
  const isText = draft.jwks.trim() === "" || jwksFrom(draft.jwks) !== null;
  return (
    <>
      <SelectField
        label={form.keys}
        value={draft.keys}
        onChange={(keys) => change({ keys: form.keyChoices.find(([one]) => one === keys)?.[0] ?? "issuer" })}
        options={form.keyChoices}
      />
      {draft.keys === "uri" && (
        <TextField
          label={form.jwksUri}
          value={draft.jwksUri}
          onInput={(jwksUri) => change({ jwksUri })}
          isCode
          fault={fault("jwks_uri")}
        />
      )}
      {draft.keys === "inline" && (
        <TextField
          label={form.jwks}
          value={draft.jwks}
          onInput={(jwks) => change({ jwks })}
          rows={6}
          isCode
          hint={form.jwksHint}
          fault={isText ? fault("jwks") : form.jwksFault}
        />
      )}
    </>
  );
}
