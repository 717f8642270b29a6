import { approles as texts } from "#texts/approles.ts";
import { CheckField, TextField } from "../../../parts/form.tsx";
import type { FaultOf } from "../common/faults.ts";
import { ScopeChoice } from "../common/scope-choice.tsx";
import type { RoleDraft } from "./draft.ts";

interface Props {
  readonly draft: RoleDraft;
  readonly change: (changes: Partial<RoleDraft>) => void;
  readonly fault: FaultOf;
}
type TextName = { [K in keyof RoleDraft]: RoleDraft[K] extends string ? K : never }[keyof RoleDraft];
type Entry = readonly [name: TextName, field: string, label: string, hint: string | undefined, type?: "number"];

const { facts, form, secretIds } = texts;
const OF_TOKENS: readonly Entry[] = [
  ["tokenTtl", "token_ttl", facts.tokenTtl, form.durationHint],
  ["tokenMaxTtl", "token_max_ttl", facts.tokenMaxTtl, undefined],
  ["tokenUses", "token_num_uses", facts.tokenUses, undefined, "number"],
  ["tokenCidrs", "token_bound_cidrs", facts.tokenCidrs, secretIds.cidrsHint],
];
const OF_LOGINS: readonly Entry[] = [
  ["secretTtl", "secret_id_ttl", facts.secretTtl, form.durationHint],
  ["secretUses", "secret_id_num_uses", facts.secretUses, undefined, "number"],
  ["secretCidrs", "secret_id_bound_cidrs", facts.secretCidrs, secretIds.cidrsHint],
];

/** What a role's logins and tokens are bound by. */
export function RoleFields(props: Props) {
  const { draft, change, fault } = props;
  return (
    <>
      <TextField
        label={facts.policies}
        value={draft.policies}
        onInput={(policies) => change({ policies })}
        isOptional
        hint={form.policiesHint}
        fault={fault("token_policies")}
      />
      <fieldset>
        <legend>{form.logins}</legend>
        <CheckField
          label={facts.bind}
          checked={draft.needsSecretId}
          onChange={(needsSecretId) => change({ needsSecretId })}
          hint={form.bindHint}
        />
        <Bounds entries={OF_LOGINS} {...props} />
      </fieldset>
      <fieldset>
        <legend>{form.tokens}</legend>
        <Bounds entries={OF_TOKENS} {...props} />
      </fieldset>
      <ScopeChoice chosen={draft.scopes} onChange={(scopes) => change({ scopes })} fault={fault("scopes")} />
      <p class="hint">{form.scopesHint}</p>
    </>
  );
}

function Bounds({ entries, draft, change, fault }: Props & { readonly entries: readonly Entry[] }) {
  return (
    <div class="fields">
      {entries.map(([name, field, label, hint, type]) => (
        <TextField
          key={name}
          label={label}
          type={type ?? "text"}
          value={draft[name]}
          onInput={(text) => change({ [name]: text })}
          isOptional
          isCode
          hint={hint}
          fault={fault(field)}
        />
      ))}
    </div>
  );
}
