import { tokens as texts } from "#texts/access.ts";
import { CheckField, SelectField, TextField } from "../../../parts/form.tsx";
import type { FaultOf } from "../common/faults.ts";
import type { TokenDraft } from "./draft.ts";

interface Props {
  readonly draft: TokenDraft;
  readonly change: (changes: Partial<TokenDraft>) => void;
  readonly fault: FaultOf;
}
const { form } = texts;

/** When a token ends. */
export function LifeFields({ draft, change, fault }: Props) {
  const isCustom = draft.life === "custom";
  const isDate = draft.life === "date";
  const ofLife = isDate || draft.life === "never" ? fault("expires_at") : fault("expires_in");
  return (
    <div class="fields">
      <SelectField
        label={form.life}
        value={draft.life}
        onChange={(life) => change({ life })}
        options={form.lives}
        hint={draft.life === "never" ? form.neverHint : undefined}
        fault={isCustom || isDate ? undefined : ofLife}
      />
      {isCustom && (
        <TextField
          label={form.custom}
          value={draft.custom}
          onInput={(custom) => change({ custom })}
          isCode
          hint={form.customHint}
          fault={ofLife}
        />
      )}
      {isDate && (
        <TextField
          label={form.date}
          type="datetime-local"
          value={draft.date}
          onInput={(date) => change({ date })}
          fault={ofLife}
        />
      )}
    </div>
  );
}

/** What bounds it besides. */
export function BoundsFields({ draft, change, fault }: Props) {
  return (
    <fieldset>
      <legend>{form.bounds}</legend>
      <CheckField
        label={form.renewable}
        checked={draft.renewable}
        onChange={(renewable) => change({ renewable })}
        hint={form.renewableHint}
      />
      <div class="fields">
        {draft.renewable && (
          <TextField
            label={form.maxTtl}
            value={draft.maxTtl}
            onInput={(maxTtl) => change({ maxTtl })}
            isCode
            isOptional
            hint={form.maxTtlHint}
            fault={fault("max_ttl")}
          />
        )}
        <TextField
          label={form.uses}
          type="number"
          value={draft.uses}
          onInput={(uses) => change({ uses })}
          isOptional
          hint={form.usesHint}
          fault={fault("num_uses")}
        />
      </div>
    </fieldset>
  );
}
