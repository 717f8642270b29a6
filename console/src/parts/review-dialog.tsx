import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { review as texts } from "#texts/review.ts";
import type { ApiError } from "../api/error.ts";
import { type Conflict, conflictsOf, differencesOf, type Fields, shownValue } from "../data/changes.ts";
import { useAction } from "../data/resource.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Form } from "./form.tsx";
import { ErrorNotice, Notice } from "./notice.tsx";
import { Table } from "./table.tsx";

interface ReviewProps<T> {
  /** As it was when the form was filled. */
  readonly base: T;
  /** The new values, and no others. */
  readonly change: Fields;
  /** What a field is called. */
  nameOf(field: string): string;
  /** The record as it is now. Throws ApiError. */
  read(): Promise<T>;
  /** Saves the change. Throws ApiError. */
  write(): Promise<T>;
  onSaved(record: T): void;
  /** The person takes what somebody else saved. */
  onTheirs(record: T): void;
  /** The API found faults in fields, which are shown there. */
  onFaults(error: ApiError): void;
  onClose(): void;
}

/**
 * What would change, before it does. The API knows no precondition for these records, so the record is read once more right before it is
 * written: what somebody else made of the same fields meanwhile is shown, and a person decides.
 */
export function ReviewDialog<T extends Fields>(props: ReviewProps<T>) {
  const { base, change } = props;
  const [fresh, setFresh] = useState<T>();
  const save = useAction(async (isOnTop: boolean) => {
    const now = await props.read();
    if (!isOnTop && conflictsOf(base, now, change).length > 0) return setFresh(now);
    props.onSaved(await props.write().catch(withFaults(props.onFaults)));
  });
  const conflicts = fresh ? conflictsOf(base, fresh, change) : [];
  if (fresh && conflicts.length > 0)
    return (
      <Dialog title={texts.conflict} isWide onClose={props.onClose}>
        <div class="form">
          <Notice kind="warning">{texts.conflictText}</Notice>
          <ConflictTable conflicts={conflicts} nameOf={props.nameOf} />
          <ErrorNotice error={save.error} />
          <div class="actions">
            <Button kind="main" onClick={() => props.onTheirs(fresh)}>
              {texts.takeTheirs}
            </Button>
            <Button kind="danger" busy={save.isBusy} onClick={() => void save.run(true)}>
              {texts.applyMine}
            </Button>
            <Button kind="quiet" onClick={props.onClose}>
              {common.cancel}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={texts.title} isWide onClose={props.onClose}>
      <Form action={save} submit={texts.submit} onSubmit={() => void save.run(false)} onCancel={props.onClose}>
        <Table
          label={texts.label}
          rows={differencesOf(base, change)}
          keyOf={({ name }) => name}
          columns={[
            { title: texts.field, cell: ({ name }) => props.nameOf(name) },
            { title: texts.before, cell: ({ before }) => <Value of={before} /> },
            { title: texts.after, cell: ({ after }) => <Value of={after} /> },
          ]}
        />
      </Form>
    </Dialog>
  );
}

function ConflictTable(props: { readonly conflicts: readonly Conflict[]; nameOf(field: string): string }) {
  return (
    <Table
      label={texts.conflict}
      rows={props.conflicts}
      keyOf={({ name }) => name}
      columns={[
        { title: texts.field, cell: ({ name }) => props.nameOf(name) },
        { title: texts.opened, cell: ({ before }) => <Value of={before} /> },
        { title: texts.theirs, cell: ({ theirs }) => <Value of={theirs} /> },
        { title: texts.mine, cell: ({ mine }) => <Value of={mine} /> },
      ]}
    />
  );
}

const Value = ({ of }: { readonly of: unknown }) => <code>{shownValue(of, common)}</code>;

const withFaults =
  (tell: (error: ApiError) => void) =>
  (error: ApiError): never => {
    if (Object.keys(error.fields).length > 0) tell(error);
    throw error;
  };
