import { useEffect, useState } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import { allSet, changesBetween } from "../../../../packages/client/src/cli/secrets/changes.ts";
import type { ExactObject } from "../../../../packages/client/src/cli/text/exact-json.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Form, SelectField, TextField } from "../../parts/form.tsx";
import { ErrorNotice, Notice } from "../../parts/notice.tsx";
import { hasScope } from "../../session/scopes.ts";
import { FieldChanges } from "./changes.tsx";
import { type Draft, type DraftFaults, draftFor, draftValue, keepAll } from "./draft.ts";
import type { Place } from "./place.ts";
import { readValue, rotateSecret } from "./store.ts";
import type { SecretRecord } from "./types.ts";
import { ValueEditor } from "./value-editor.tsx";

const { rotate } = texts;

/** A new value now: made by the server where a rotation policy says how, or given here as a whole. */
export function RotateDialog(props: {
  readonly place: Place;
  readonly record: SecretRecord;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { place, record } = props;
  const [how, setHow] = useState(record.rotation_policy === null ? "hand" : "server");
  const [reason, setReason] = useState("");
  const [draft, setDraft] = useState<Draft>(draftFor(record.secret_type));
  const [base, setBase] = useState<ExactObject>();
  // Whoever gives a value begins with the fields that there are, so that none goes because nobody thought of it.
  const begin = useAction(async () => {
    const { data } = await readValue(place.of, place.path);
    setBase(data);
    setDraft({ mode: "fields", fields: keepAll(data.keys()) });
  });
  const isReadable = hasScope("secrets:read") && record.current_version > 0;
  useEffect(() => {
    if (how === "hand" && isReadable && base === undefined) void begin.run();
  }, [how]);
  const [faults, setFaults] = useState<DraftFaults>();
  const act = useAction(async () => {
    const value = how === "server" ? undefined : draftValue(base ?? new Map(), draft);
    setFaults(value?.ok === false ? value : undefined);
    if (value?.ok === false) return;
    const given = { ...(value && { data: value.data }), ...(reason !== "" && { reason }) };
    const { version } = await rotateSecret(place.of, place.path, given, record.current_version);
    announce(rotate.done(version));
    props.onDone();
  });
  return (
    <Dialog title={rotate.title} onClose={props.onClose} isWide>
      <Form action={act} submit={rotate.submit} onSubmit={() => void act.run()} onCancel={props.onClose}>
        <p>{rotate.text}</p>
        {record.rotation_policy !== null && (
          <SelectField
            label={rotate.how}
            value={how}
            onChange={setHow}
            options={[
              ["server", rotate.byServer],
              ["hand", rotate.byHand],
            ]}
          />
        )}
        {how === "hand" && (
          <>
            <ErrorNotice error={begin.error} />
            {base === undefined && <Notice kind="warning">{rotate.whole}</Notice>}
            <ValueEditor draft={draft} onChange={setDraft} faults={faults} />
            <WhatChanges base={base} draft={draft} />
          </>
        )}
        <TextField label={rotate.reason} hint={rotate.reasonHint} isOptional value={reason} onInput={setReason} />
      </Form>
    </Dialog>
  );
}

/** What would become of each field, as soon as the draft is a value. */
function WhatChanges({ base, draft }: { readonly base: ExactObject | undefined; readonly draft: Draft }) {
  const value = draftValue(base ?? new Map(), draft);
  if (!value.ok || value.data.size === 0) return null;
  return <FieldChanges of={base === undefined ? allSet(value.data) : changesBetween(base, value.data)} />;
}
