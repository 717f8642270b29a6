import { trusts as texts } from "#texts/trusts.ts";
import { CheckField, SelectField, TextField } from "../../../parts/form.tsx";
import { useKnownIdentities } from "../common/known.ts";
import { ScopeChoice } from "../common/scope-choice.tsx";
import type { FieldsProps } from "./who-fields.tsx";

const { form } = texts;

/** Who the bearer of a token is here. */
export function BearerFields({ draft, change, fault }: FieldsProps) {
  const known = useKnownIdentities();
  return (
    <fieldset>
      <legend>{form.identity}</legend>
      <TextField
        label={texts.bearer}
        value={draft.identity}
        onInput={(identity) => change({ identity })}
        isCode
        required
        list={known.value?.filter((id) => !id.startsWith("group:")) ?? []}
        hint={form.identityHint}
        fault={fault("identity_id")}
      />
      <CheckField
        label={form.createIdentity}
        checked={draft.createIdentity}
        onChange={(createIdentity) => change({ createIdentity })}
        hint={form.createIdentityHint}
      />
      {draft.createIdentity && (
        <TextField
          label={form.groups}
          value={draft.groups}
          onInput={(groups) => change({ groups })}
          isCode
          isOptional
          hint={form.groupsHint}
          fault={fault("groups")}
        />
      )}
      <TextField
        label={form.groupsClaim}
        value={draft.groupsClaim}
        onInput={(groupsClaim) => change({ groupsClaim })}
        isCode
        isOptional
        hint={form.groupsClaimHint}
        fault={fault("groups_claim")}
      />
      {draft.groupsClaim !== "" && (
        <TextField
          label={form.groupsMap}
          value={draft.groupsMap}
          onInput={(groupsMap) => change({ groupsMap })}
          rows={3}
          isCode
          hint={form.groupsMapHint}
          fault={fault("groups_map")}
        />
      )}
    </fieldset>
  );
}

/** What the bearer gets. */
export function GiftFields({ draft, change, fault }: FieldsProps) {
  return (
    <>
      <ScopeChoice chosen={draft.scopes} onChange={(scopes) => change({ scopes })} fault={fault("scopes")} />
      <fieldset>
        <legend>{form.gives}</legend>
        <div class="fields">
          <TextField
            label={form.ttl}
            value={draft.ttl}
            onInput={(ttl) => change({ ttl })}
            isCode
            isOptional
            hint={form.ttlHint}
            fault={fault("ttl")}
          />
          <SelectField
            label={form.singleUse}
            value={draft.singleUse}
            onChange={(value) => change({ singleUse: form.singleUses.find(([one]) => one === value)?.[0] ?? "" })}
            options={form.singleUses}
          />
        </div>
        <div class="fields">
          <TextField
            label={`${form.mfa}: ${form.mfaClaim}`}
            value={draft.mfaClaim}
            onInput={(mfaClaim) => change({ mfaClaim })}
            isCode
            isOptional
            hint={form.mfaClaimHint}
            fault={draft.mfaClaim === "" ? undefined : fault("mfa_claim.claim")}
          />
          {draft.mfaClaim !== "" && (
            <TextField
              label={form.mfaValues}
              value={draft.mfaValues}
              onInput={(mfaValues) => change({ mfaValues })}
              isCode
              hint={form.mfaValuesHint}
              fault={fault("mfa_claim.values")}
            />
          )}
        </div>
      </fieldset>
    </>
  );
}
