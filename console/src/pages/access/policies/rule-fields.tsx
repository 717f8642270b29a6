import { policies as texts } from "#texts/policies.ts";
import { Button } from "../../../parts/button.tsx";
import { CheckField, TextField } from "../../../parts/form.tsx";
import type { FaultOf } from "../common/faults.ts";
import type { RuleDraft } from "./draft.ts";
import { DAYS, PERMISSIONS } from "./types.ts";

interface Props {
  readonly rule: RuleDraft;
  readonly change: (changes: Partial<RuleDraft>) => void;
  /** Of a field of this rule. */
  readonly fault: FaultOf;
}
const { form } = texts;

/** One rule: which paths, what it permits there, on which conditions. `at`: its place, from 0. */
export function RuleFields({ at, onRemove, ...props }: Props & { readonly at: number; readonly onRemove: () => void }) {
  const { rule, change, fault } = props;
  return (
    <fieldset>
      <legend>{form.rule(at + 1)}</legend>
      <TextField
        label={texts.pattern}
        value={rule.pattern}
        onInput={(pattern) => change({ pattern })}
        isCode
        required
        hint={form.patternHint}
        fault={fault("path_pattern")}
      />
      <Choices
        label={form.permissions}
        all={PERMISSIONS}
        chosen={rule.permissions}
        nameOf={(one) => one}
        hintOf={(one) => texts.permissionNames[one]}
        onChange={(permissions) => change({ permissions })}
        fault={fault("permissions")}
      />
      <TextField
        label={form.ip}
        value={rule.ips}
        onInput={(ips) => change({ ips })}
        isCode
        isOptional
        hint={form.ipHint}
        fault={fault("conditions.ip_ranges")}
      />
      <CheckField label={form.mfa} checked={rule.mfa} onChange={(mfa) => change({ mfa })} />
      <CheckField label={form.window} checked={rule.hasWindow} onChange={(hasWindow) => change({ hasWindow })} />
      {rule.hasWindow && <WindowFields {...props} />}
      <div class="actions">
        <Button kind="quiet" label={form.removeRule(at + 1)} onClick={onRemove}>
          {form.remove}
        </Button>
      </div>
    </fieldset>
  );
}

function WindowFields({ rule, change, fault }: Props) {
  const ofWindow = (name: string) => fault(`conditions.time_window.${name}`);
  return (
    <>
      <Choices
        label={form.days}
        all={DAYS}
        chosen={rule.days}
        nameOf={(day) => texts.days[day]}
        onChange={(days) => change({ days })}
        fault={ofWindow("days")}
      />
      <div class="fields">
        <TextField
          label={form.start}
          value={rule.start}
          onInput={(start) => change({ start })}
          isCode
          fault={ofWindow("start")}
        />
        <TextField
          label={form.end}
          value={rule.end}
          onInput={(end) => change({ end })}
          isCode
          hint={form.hintOrder}
          fault={ofWindow("end")}
        />
        <TextField
          label={form.zone}
          value={rule.timezone}
          onInput={(timezone) => change({ timezone })}
          isOptional
          hint={form.zoneHint}
          fault={ofWindow("timezone")}
        />
      </div>
    </>
  );
}

/** Some of a few, in the order in which they all stand. */
function Choices<T extends string>(props: {
  readonly label: string;
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  readonly nameOf: (one: T) => string;
  readonly hintOf?: (one: T) => string;
  readonly onChange: (chosen: readonly T[]) => void;
  readonly fault: string | undefined;
}) {
  const { all, chosen, onChange, fault } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within one would get a second frame
    <div class="field" role="group" aria-label={props.label}>
      <p class="scope-title">{props.label}</p>
      <div class="choices">
        {all.map((one) => (
          <CheckField
            key={one}
            label={props.nameOf(one)}
            checked={chosen.includes(one)}
            onChange={(on) => onChange(all.filter((other) => (other === one ? on : chosen.includes(other))))}
            {...(props.hintOf && { hint: props.hintOf(one) })}
          />
        ))}
      </div>
      {fault && <p class="fault">{fault}</p>}
    </div>
  );
}
