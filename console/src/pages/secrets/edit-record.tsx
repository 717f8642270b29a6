import { useEffect, useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { secret as texts } from "#texts/secret.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { TextChanges } from "./changes.tsx";
import { Conflict } from "./conflict.tsx";
import type { TabProps } from "./place.ts";
import {
  changesOfRecord,
  faultsOf,
  patchBetween,
  type RecordDraft,
  type RecordFaults,
  rebased,
  recordDraftOf,
} from "./record-draft.ts";
import { RECORD_NAMES, RecordFields } from "./record-fields.tsx";
import { patchRecord, readRecord } from "./store.ts";
import type { SecretRecord } from "./types.ts";

const { edit, conflict: conflictTexts } = texts;

/**
 * Description, tags and options. The API's own condition guards against a new value alone, not against another change of these, so
 * what is there is read once more before it is changed.
 */
export function EditRecord({ place, record, onChanged }: TabProps) {
  const { of, path } = place;
  const [base, setBase] = useState(record);
  const [draft, setDraft] = useState<RecordDraft>(recordDraftOf(record));
  const [faults, setFaults] = useState<RecordFaults>();
  const [isReviewed, setReviewed] = useState(false);
  const [theirs, setTheirs] = useState<SecretRecord>();
  const before = recordDraftOf(base);
  const changes = changesOfRecord(before, draft, RECORD_NAMES);
  const isUntouched = changes.length === 0;
  // A new value, saved beside this form, is no conflict with a form that nobody has touched.
  useEffect(() => {
    if (!isUntouched) return;
    setBase(record);
    setDraft(recordDraftOf(record));
  }, [record]);
  const save = useAction(async () => {
    setReviewed(false);
    const now = await readRecord(of, path);
    if (changesOfRecord(before, recordDraftOf(now), RECORD_NAMES).length > 0) return setTheirs(now);
    const saved = await patchRecord(of, path, patchBetween(before, draft), now.current_version);
    setBase(saved);
    setDraft(recordDraftOf(saved));
    announce(edit.recordSaved);
    onChanged();
  });
  const begin = (from: SecretRecord, next: RecordDraft) => {
    setTheirs(undefined);
    setBase(from);
    setDraft(next);
  };
  const review = (of: RecordDraft) => {
    const found = faultsOf(of);
    setFaults(found);
    setReviewed(found === undefined);
  };
  return (
    <>
      {theirs && (
        <Conflict
          text={conflictTexts.record}
          onTake={() => begin(theirs, recordDraftOf(theirs))}
          onMine={() => {
            begin(theirs, rebased(before, draft, recordDraftOf(theirs)));
            setReviewed(true);
          }}
        >
          <TextChanges of={changesOfRecord(before, recordDraftOf(theirs), RECORD_NAMES)} />
        </Conflict>
      )}
      <Form action={save} submit={edit.review} disabled={isUntouched} onSubmit={() => review(draft)}>
        <RecordFields draft={draft} onChange={setDraft} faults={faults} refused={save.error?.fields ?? {}} />
      </Form>
      {isReviewed && (
        <Dialog title={edit.reviewTitle} onClose={() => setReviewed(false)} isWide>
          <TextChanges of={changes} />
          <div class="actions dialog-acts">
            <Button kind="main" busy={save.isBusy} onClick={() => void save.run()}>
              {edit.saveRecord}
            </Button>
            <Button kind="quiet" onClick={() => setReviewed(false)}>
              {common.cancel}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
