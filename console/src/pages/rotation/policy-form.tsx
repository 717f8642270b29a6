import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { rotation } from "#texts/rotation.ts";
import type { Action } from "../../data/resource.ts";
import { CheckField, Form, SelectField, TextField } from "../../parts/form.tsx";
import { type Body, bodyOf, type Draft, draftOf } from "./policy-draft.ts";
import type { Policy } from "./rhythm.ts";

export function PolicyForm(props: {
  readonly policy?: Policy;
  readonly action: Pick<Action<never, unknown>, "isBusy" | "error">;
  readonly submit: string;
  readonly onSubmit: (body: Body) => void;
  readonly onCancel?: () => void;
}) {
  const texts = rotation.form;
  const [draft, setDraft] = useState(() => draftOf(props.policy));
  const faults = props.action.error?.fields ?? {};
  const fault = (name: string) => (faults[name] === undefined ? undefined : common.fault(faults[name]));
  const set =
    <K extends keyof Draft>(name: K) =>
    (value: Draft[K]) =>
      setDraft((old) => ({ ...old, [name]: value }));
  return (
    <Form
      action={props.action}
      submit={props.submit}
      disabled={draft.name.trim() === ""}
      onSubmit={() => props.onSubmit(bodyOf(draft, props.policy))}
      {...(props.onCancel && { onCancel: props.onCancel })}
    >
      <TextField label={texts.name} value={draft.name} onInput={set("name")} fault={fault("name")} />
      <TextField label={texts.description} value={draft.description} onInput={set("description")} isOptional />
      <SelectField
        label={texts.kind}
        value={draft.kind}
        onChange={(kind) => set("kind")(kind === "schedule" ? "schedule" : "interval")}
        options={[
          ["interval", texts.kinds.interval],
          ["schedule", texts.kinds.schedule],
        ]}
      />
      <Rhythm draft={draft} set={set} fault={fault} />
      <div class="fields">
        <TextField
          label={texts.grace}
          hint={texts.graceHint}
          isCode
          value={draft.grace}
          onInput={set("grace")}
          fault={fault("grace_period")}
          isOptional
        />
        <TextField
          label={texts.warn}
          hint={texts.warnHint}
          isCode
          value={draft.warn}
          onInput={set("warn")}
          fault={fault("warn_before")}
          isOptional
        />
      </div>
      <NewValue draft={draft} set={set} fault={fault} />
    </Form>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly set: <K extends keyof Draft>(name: K) => (value: Draft[K]) => void;
  readonly fault: (name: string) => string | undefined;
}

function NewValue({ draft, set, fault }: PartProps) {
  const texts = rotation.form;
  return (
    <>
      <CheckField
        label={texts.generated}
        hint={texts.generatedHint}
        checked={draft.isGenerated}
        onChange={set("isGenerated")}
      />
      {draft.isGenerated && (
        <TextField
          label={texts.by}
          hint={texts.byHint}
          isCode
          value={draft.by}
          onInput={set("by")}
          fault={fault("secret_policy_id")}
          isOptional
        />
      )}
    </>
  );
}

function Rhythm({ draft, set, fault }: PartProps) {
  const texts = rotation.form;
  const isInterval = draft.kind === "interval";
  const zone = (
    <TextField
      label={texts.timezone}
      hint={texts.timezoneHint}
      isCode
      value={draft.timezone}
      onInput={set("timezone")}
      fault={fault("timezone") ?? fault("window.timezone")}
      isOptional
    />
  );
  if (!isInterval)
    return (
      <div class="fields">
        <TextField
          label={texts.schedule}
          hint={texts.scheduleHint}
          isCode
          value={draft.schedule}
          onInput={set("schedule")}
          fault={fault("schedule")}
        />
        {zone}
      </div>
    );
  return (
    <>
      <TextField
        label={texts.interval}
        hint={texts.intervalHint}
        isCode
        value={draft.interval}
        onInput={set("interval")}
        fault={fault("interval")}
      />
      <CheckField label={texts.windowed} checked={draft.isWindowed} onChange={set("isWindowed")} />
      {draft.isWindowed && (
        <div class="fields">
          <TextField
            label={texts.start}
            placeholder="22:00"
            isCode
            value={draft.start}
            onInput={set("start")}
            fault={fault("window.start")}
          />
          <TextField
            label={texts.end}
            placeholder="06:00"
            isCode
            value={draft.end}
            onInput={set("end")}
            fault={fault("window.end")}
          />
          {zone}
        </div>
      )}
    </>
  );
}
