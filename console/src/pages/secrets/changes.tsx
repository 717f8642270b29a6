import { secret as texts } from "#texts/secret.ts";
import type { FieldChange } from "../../../../packages/client/src/cli/secrets/changes.ts";
import { Badge, type Tone } from "../../parts/badge.tsx";
import { Table } from "../../parts/table.tsx";
import type { TextChange } from "./record-draft.ts";

const { changes: words } = texts;
const TONES: Readonly<Record<FieldChange["change"], Tone>> = {
  added: "good",
  set: "good",
  changed: "warning",
  removed: "bad",
  same: "plain",
};

/** Which fields differ between two values. The values are not here, so none can be shown. */
export function FieldChanges({ of }: { readonly of: readonly FieldChange[] }) {
  const differing = of.filter(({ change }) => change !== "same");
  const same = of.length - differing.length;
  return (
    <>
      {differing.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <Table
          label={words.label}
          rows={differing}
          keyOf={({ field }) => field}
          columns={[
            { title: words.field, cell: ({ field }) => <code>{field}</code> },
            { title: words.change, cell: ({ change }) => <Badge tone={TONES[change]}>{words.words[change]}</Badge> },
          ]}
        />
      )}
      {differing.length > 0 && same > 0 && <p class="small">{words.unchanged(same)}</p>}
    </>
  );
}

export function TextChanges({ of }: { readonly of: readonly TextChange[] }) {
  if (of.length === 0) return <p>{words.same}</p>;
  const shown = (text: string) => (text === "" ? <span class="small">{words.none}</span> : text);
  return (
    <Table
      label={words.label}
      rows={of}
      keyOf={({ name }) => name}
      columns={[
        { title: words.field, cell: ({ name }) => name },
        { title: words.before, cell: ({ before }) => shown(before) },
        { title: words.after, cell: ({ after }) => shown(after) },
      ]}
    />
  );
}
