import { settings as texts } from "#texts/settings.ts";
import { Button } from "../../parts/button.tsx";
import { CheckField, TextField } from "../../parts/form.tsx";
import { type SettingName, type SettingRule, textOf } from "./setting-rules.ts";

interface SettingFieldProps {
  readonly name: SettingName;
  readonly rule: SettingRule;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly fault: string | undefined;
}

/** One setting: what it does, what it takes, and the way back to its default. */
export function SettingField({ name, rule, value, onInput, fault }: SettingFieldProps) {
  const label = texts.names[name];
  const standard = textOf(rule.standard);
  const hint = [
    texts.hints[name],
    rule.bounds && texts.bounds(...rule.bounds),
    rule.kind === "flag" ? undefined : texts.standard(standard),
  ]
    .filter(Boolean)
    .join(" ");
  if (rule.kind === "flag")
    return (
      <CheckField
        label={label}
        hint={hint}
        checked={value === "true"}
        onChange={(checked) => onInput(String(checked))}
      />
    );
  return (
    <div class="setting">
      <TextField label={label} hint={hint} value={value} onInput={onInput} fault={fault} isCode />
      {value.trim() !== standard && (
        <Button kind="quiet" label={texts.useStandardOf(label)} onClick={() => onInput(standard)}>
          {texts.useStandard}
        </Button>
      )}
    </div>
  );
}

/** What is wrong before anybody is asked: something must stand where nothing means nothing. */
export const isMissing = ({ kind, standard }: SettingRule, value: string): boolean =>
  value.trim() === "" && standard !== null && kind !== "durations";
