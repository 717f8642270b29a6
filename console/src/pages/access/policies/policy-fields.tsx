import { access } from "#texts/access.ts";
import { policies as texts } from "#texts/policies.ts";
import { Button } from "../../../parts/button.tsx";
import { CheckField, TextField } from "../../../parts/form.tsx";
import type { FaultOf } from "../common/faults.ts";
import { type PolicyDraft, type RuleDraft, withRule } from "./draft.ts";
import { RuleFields } from "./rule-fields.tsx";

/** What a policy is called, and its rules. */
export function PolicyFields(props: {
  readonly draft: PolicyDraft;
  readonly onChange: (draft: PolicyDraft) => void;
  readonly fault: FaultOf;
}) {
  const { draft, onChange, fault } = props;
  const { rules } = draft;
  const changeRule = (key: number, changes: Partial<RuleDraft>) =>
    onChange({ ...draft, rules: rules.map((rule) => (rule.key === key ? { ...rule, ...changes } : rule)) });
  return (
    <>
      <TextField
        label={access.name}
        value={draft.name}
        onInput={(name) => onChange({ ...draft, name })}
        required
        hint={texts.form.nameHint}
        fault={fault("name")}
      />
      <TextField
        label={texts.description}
        value={draft.description}
        onInput={(description) => onChange({ ...draft, description })}
        isOptional
        rows={2}
        fault={fault("description")}
      />
      <CheckField
        label={texts.form.isActive}
        checked={draft.isActive}
        onChange={(isActive) => onChange({ ...draft, isActive })}
        hint={texts.form.isActiveHint}
      />
      {rules.map((rule, at) => (
        <RuleFields
          key={rule.key}
          at={at}
          rule={rule}
          change={(changes) => changeRule(rule.key, changes)}
          fault={(field) => fault(`rules[${at}].${field}`)}
          onRemove={() => onChange({ ...draft, rules: rules.filter(({ key }) => key !== rule.key) })}
        />
      ))}
      <div class="actions">
        <Button onClick={() => onChange({ ...draft, rules: withRule(rules) })}>{texts.form.addRule}</Button>
      </div>
    </>
  );
}
