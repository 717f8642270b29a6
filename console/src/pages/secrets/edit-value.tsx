import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { secret as texts } from "#texts/secret.ts";
import { allSet, changesBetween, type FieldChange } from "../../../../packages/client/src/cli/secrets/changes.ts";
import type { ExactObject } from "../../../../packages/client/src/cli/text/exact-json.ts";
import { ApiError } from "../../api/error.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { ErrorNotice } from "../../parts/notice.tsx";
import { hasScope } from "../../session/scopes.ts";
import { FieldChanges } from "./changes.tsx";
import { Conflict, isOvertaken } from "./conflict.tsx";
import { type Draft, type DraftFaults, draftFor, draftValue, keepAll, overTheirs } from "./draft.ts";
import type { Place, TabProps } from "./place.ts";
import { type ExactValue, putValue, readRecord, readValue, readVersions } from "./store.ts";
import type { SecretRecord } from "./types.ts";
import { ValueEditor } from "./value-editor.tsx";

const { edit, conflict: conflictTexts } = texts;

/** What an edit began with, and what it has come to. */
interface Editing {
  readonly base: ExactValue;
  /** The value could not be read, so it is replaced as a whole. */
  readonly isBlind: boolean;
  readonly draft: Draft;
}
interface Theirs {
  readonly value: ExactValue;
  readonly by: string;
}

export function EditValue({ place, record, onChanged }: TabProps) {
  const [editing, setEditing] = useState<Editing>();
  const isBlind = !hasScope("secrets:read") || record.current_version === 0;
  const begin = useAction(async () => setEditing(await beginning(place, record, isBlind)));
  const end = () => setEditing(undefined);
  if (editing)
    return (
      <Editor
        place={place}
        editing={editing}
        onEdit={setEditing}
        onEnd={end}
        onSaved={() => {
          end();
          onChanged();
        }}
      />
    );
  return (
    <div class="card value-closed">
      <p>{isBlind ? edit.blindWhy : edit.beginWhy}</p>
      <ErrorNotice error={begin.error} />
      <Button kind="main" busy={begin.isBusy} onClick={() => void begin.run()}>
        {isBlind ? edit.beginBlind : edit.begin}
      </Button>
    </div>
  );
}

/** Where there is nothing to read, or nobody may, the value is written anew as a whole. */
async function beginning(place: Place, record: SecretRecord, isBlind: boolean): Promise<Editing> {
  const base = isBlind ? undefined : await currentValue(place);
  if (base) return { base, isBlind: false, draft: { mode: "fields", fields: keepAll(base.data.keys()) } };
  const nothing: ExactValue = { version: record.current_version, data: new Map() };
  return { base: nothing, isBlind: true, draft: draftFor(record.secret_type) };
}

/** Undefined: the current version was deleted. */
async function currentValue({ of, path }: Place): Promise<ExactValue | undefined> {
  try {
    return await readValue(of, path);
  } catch (error) {
    if (error instanceof ApiError && error.code === "version_not_found") return undefined;
    throw error;
  }
}

interface EditorProps {
  readonly place: Place;
  readonly editing: Editing;
  readonly onEdit: (editing: Editing) => void;
  readonly onEnd: () => void;
  readonly onSaved: () => void;
}

function Editor({ place, editing, onEdit, onEnd, onSaved }: EditorProps) {
  const { base, draft, isBlind } = editing;
  const [faults, setFaults] = useState<DraftFaults>();
  const [reviewed, setReviewed] = useState<ExactObject>();
  const [theirs, setTheirs] = useState<Theirs>();
  const save = useSave({ place, base, isBlind, onTheirs: setTheirs });
  const review = (of: Editing) => {
    const value = draftValue(of.base.data, of.draft);
    setFaults(value.ok ? undefined : value);
    setReviewed(value.ok ? value.data : undefined);
    save.clear();
  };
  const submit = async (data: ExactObject) => {
    const version = await save.run(data);
    setReviewed(undefined);
    if (version === undefined) return;
    announce(edit.saved(version));
    onSaved();
  };
  const over = ({ value }: Theirs) => {
    const fields = draft.mode === "fields" && !isBlind ? overTheirs(draft.fields, value.data) : undefined;
    const next: Editing = { base: value, isBlind, draft: fields ? { mode: "fields", fields } : draft };
    setTheirs(undefined);
    onEdit(next);
    review(next);
  };
  return (
    <>
      {theirs && (
        <Conflict
          text={conflictTexts.value(theirs.value.version, theirs.by)}
          onTake={onEnd}
          onMine={() => over(theirs)}
        >
          <FieldChanges of={changesFrom(editing, theirs.value.data)} />
        </Conflict>
      )}
      <Form action={save} submit={edit.review} onSubmit={() => review(editing)} onCancel={onEnd}>
        <ValueEditor draft={draft} onChange={(next) => onEdit({ ...editing, draft: next })} faults={faults} />
      </Form>
      {reviewed && (
        <Review
          changes={changesFrom(editing, reviewed)}
          next={base.version + 1}
          isBusy={save.isBusy}
          onSave={() => void submit(reviewed)}
          onClose={() => setReviewed(undefined)}
        />
      )}
    </>
  );
}

/** Of a value that could not be read it is not known what was there. */
const changesFrom = ({ base, isBlind }: Editing, after: ExactObject): readonly FieldChange[] =>
  isBlind ? allSet(after) : changesBetween(base.data, after);

/** The new version's number; undefined where it was refused, or where somebody was faster, which `onTheirs` is told. */
function useSave(of: {
  readonly place: Place;
  readonly base: ExactValue;
  readonly isBlind: boolean;
  readonly onTheirs: (theirs: Theirs) => void;
}) {
  const { place, base, isBlind, onTheirs } = of;
  return useAction(async (data: ExactObject) => {
    try {
      return await putValue(place.of, place.path, data, {}, base.version);
    } catch (error) {
      if (!(error instanceof ApiError && isOvertaken(error))) throw error;
      onTheirs(await readTheirs(place, isBlind));
      return undefined;
    }
  });
}

async function readTheirs({ of, path }: Place, isBlind: boolean): Promise<Theirs> {
  const value = isBlind
    ? { version: (await readRecord(of, path)).current_version, data: new Map() }
    : await readValue(of, path);
  const versions = await readVersions(of, path, new AbortController().signal);
  return { value, by: versions.find(({ version }) => version === value.version)?.created_by ?? "" };
}

function Review(props: {
  readonly changes: readonly FieldChange[];
  readonly next: number;
  readonly isBusy: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={edit.reviewTitle} onClose={props.onClose}>
      <FieldChanges of={props.changes} />
      <div class="actions dialog-acts">
        <Button kind="main" busy={props.isBusy} onClick={props.onSave}>
          {edit.save(props.next)}
        </Button>
        <Button kind="quiet" onClick={props.onClose}>
          {common.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
