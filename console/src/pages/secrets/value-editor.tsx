import { secret as texts } from "#texts/secret.ts";
import { alphabetOf, drawn, randomText } from "../../../../packages/client/src/cli/secrets/random.ts";
import { announce } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { type Draft, type DraftFaults, type FieldDraft, type FieldFault, type FieldKind, newField } from "./draft.ts";

const { editor } = texts;
const GENERATED_LENGTH = 32;
const KINDS = (["text", "lines", "json"] as const).map((kind) => [kind, editor.kinds[kind]] as const);

/** A value, field by field or as JSON. Fields that stay as they are are names alone. `faults`: shown from the first try to save on. */
export function ValueEditor(props: {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly faults: DraftFaults | undefined;
}) {
  const { draft, onChange, faults } = props;
  return (
    <div class="value-editor">
      <SelectField
        label={editor.writtenAs}
        value={draft.mode}
        onChange={(mode) => onChange(mode === "json" ? { mode, text: "" } : { mode: "fields", fields: [newField([])] })}
        options={[
          ["fields", editor.asFields],
          ["json", editor.asJson],
        ]}
      />
      {draft.mode === "json" ? (
        <TextField
          label={editor.json}
          hint={editor.jsonHint}
          fault={wholeFault(faults)}
          value={draft.text}
          onInput={(text) => onChange({ mode: "json", text })}
          rows={10}
          isCode
        />
      ) : (
        <Fields fields={draft.fields} faults={faults} onChange={(fields) => onChange({ mode: "fields", fields })} />
      )}
    </div>
  );
}

function Fields(props: {
  readonly fields: readonly FieldDraft[];
  readonly faults: DraftFaults | undefined;
  readonly onChange: (fields: readonly FieldDraft[]) => void;
}) {
  const { fields, faults, onChange } = props;
  const replace = (field: FieldDraft) => onChange(fields.map((one) => (one.id === field.id ? field : one)));
  const remove = ({ id }: FieldDraft) => onChange(fields.filter((one) => one.id !== id));
  return (
    <>
      {fields.map((field) =>
        field.isOld && field.act !== "set" ? (
          <OldField key={field.id} field={field} onChange={replace} />
        ) : (
          <WrittenField
            key={field.id}
            field={field}
            fault={faults?.fields.get(field.id)}
            onChange={replace}
            onRemove={() => (field.isOld ? replace({ ...field, act: "keep", text: "" }) : remove(field))}
          />
        ),
      )}
      {faults?.whole === "empty" && <Notice kind="bad">{editor.faults.empty}</Notice>}
      <p>
        <Button onClick={() => onChange([...fields, newField(fields)])}>{editor.add}</Button>
      </p>
    </>
  );
}

/** A field of the value that was read. */
function OldField({ field, onChange }: { readonly field: FieldDraft; onChange(field: FieldDraft): void }) {
  const { name, act } = field;
  const isRemoved = act === "remove";
  return (
    <div class="value-row old">
      <code>{name}</code>
      {isRemoved ? (
        <span class="removed">{editor.removed}</span>
      ) : (
        <span class="dots" aria-hidden="true">
          ••••••••••••
        </span>
      )}
      <span class="actions">
        {!isRemoved && (
          <Button kind="quiet" label={editor.changeOf(name)} onClick={() => onChange({ ...field, act: "set" })}>
            {editor.change}
          </Button>
        )}
        {/* One button with two names: it keeps the focus. */}
        <Button
          key="toggle"
          kind="quiet"
          label={isRemoved ? editor.keepOf(name) : editor.removeOf(name)}
          onClick={() => onChange({ ...field, act: isRemoved ? "keep" : "remove" })}
        >
          {isRemoved ? editor.keep : editor.remove}
        </Button>
      </span>
    </div>
  );
}

function WrittenField(props: {
  readonly field: FieldDraft;
  readonly fault: FieldFault | undefined;
  readonly onChange: (field: FieldDraft) => void;
  readonly onRemove: () => void;
}) {
  const { field, fault, onChange, onRemove } = props;
  const name = field.name === "" ? editor.unnamed : field.name;
  const generate = () => {
    onChange({ ...field, kind: "text", text: randomText(GENERATED_LENGTH, alphabetOf({}), drawn) });
    announce(editor.generated);
  };
  return (
    <fieldset class="value-row">
      <legend>
        <code>{name}</code>
      </legend>
      <div class="fields">
        <TextField
          label={editor.name}
          isCode
          value={field.name}
          disabled={field.isOld}
          onInput={(text) => onChange({ ...field, name: text })}
          fault={nameFault(fault)}
        />
        <SelectField
          label={editor.kind}
          value={field.kind}
          options={KINDS}
          onChange={(kind) => onChange({ ...field, kind: KINDS.find(([one]) => one === kind)?.[0] ?? "text" })}
        />
      </div>
      <ValueField field={field} fault={fault} onInput={(text) => onChange({ ...field, text })} />
      <div class="actions">
        <Button kind="quiet" label={editor.generateOf(name)} onClick={generate}>
          {editor.generate}
        </Button>
        <Button kind="quiet" label={field.isOld ? editor.keepOf(name) : editor.removeOf(name)} onClick={onRemove}>
          {field.isOld ? editor.keep : editor.remove}
        </Button>
      </div>
    </fieldset>
  );
}

const ROWS: Readonly<Record<FieldKind, number | undefined>> = { text: undefined, lines: 5, json: 3 };

function ValueField(props: {
  readonly field: FieldDraft;
  readonly fault: FieldFault | undefined;
  onInput(text: string): void;
}) {
  const { field, fault, onInput } = props;
  const rows = ROWS[field.kind];
  return (
    <TextField
      label={editor.value}
      isCode
      type="password"
      autoFocus={field.isOld}
      {...(rows !== undefined && { rows })}
      value={field.text}
      onInput={onInput}
      fault={fault?.reason === "json" ? editor.faults.json(fault.what) : undefined}
    />
  );
}

const nameFault = (fault: FieldFault | undefined): string | undefined =>
  fault === undefined || fault.reason === "json" ? undefined : editor.faults[fault.reason];

function wholeFault(faults: DraftFaults | undefined): string | undefined {
  const whole = faults?.whole;
  if (whole === undefined) return undefined;
  return typeof whole === "object" ? editor.faults.json(whole.json) : editor.faults[whole];
}
