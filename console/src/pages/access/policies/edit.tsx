import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { policies as texts } from "#texts/policies.ts";
import { Form, TextField } from "../../../parts/form.tsx";
import { faultsOf } from "../common/faults.ts";
import { changedFields } from "./changes.ts";
import { ConflictNotice } from "./conflict.tsx";
import { contentOfDraft, draftOf } from "./draft.ts";
import { contentFrom, textOf } from "./json.ts";
import { PolicyFields } from "./policy-fields.tsx";
import { useSaving } from "./save.ts";
import { contentOf, type ReadPolicy } from "./types.ts";

interface Props {
  readonly base: ReadPolicy;
  readonly onSaved: () => void;
  /** Reads the policy anew and begins again. */
  readonly onTakeTheirs: () => void;
}

/** A policy's fields, which are saved if it is still the one that was read. */
export function EditPolicy({ base, onSaved, onTakeTheirs }: Props) {
  const [draft, setDraft] = useState(() => draftOf(base.policy));
  const { save, theirs } = useSaving(base, onSaved);
  const mine = contentOfDraft(draft);
  const isChanged = changedFields(contentOf(base.policy), mine).length > 0;
  const apply = () => void save.run(mine);
  return (
    <>
      <Form action={save} submit={common.save} disabled={!isChanged || theirs !== undefined} onSubmit={apply}>
        <PolicyFields draft={draft} onChange={setDraft} fault={faultsOf(save.error)} />
      </Form>
      {theirs && <ConflictNotice {...{ base, theirs, mine, onTakeTheirs }} isBusy={save.isBusy} onApply={apply} />}
    </>
  );
}

/** The same as one text. */
export function EditPolicyText({ base, onSaved, onTakeTheirs }: Props) {
  const [text, setText] = useState(() => textOf(contentOf(base.policy)));
  const { save, theirs } = useSaving(base, onSaved);
  const mine = contentFrom(text, contentOf(base.policy));
  const isChanged = mine !== null && changedFields(contentOf(base.policy), mine).length > 0;
  const apply = () => void (mine && save.run(mine));
  return (
    <>
      <Form action={save} submit={common.save} disabled={!isChanged || theirs !== undefined} onSubmit={apply}>
        <TextField
          label={texts.form.json}
          value={text}
          onInput={setText}
          rows={24}
          isCode
          hint={texts.form.jsonHint}
          fault={mine === null ? texts.form.jsonFault : undefined}
        />
      </Form>
      {theirs && mine && (
        <ConflictNotice {...{ base, theirs, mine, onTakeTheirs }} isBusy={save.isBusy} onApply={apply} />
      )}
    </>
  );
}
