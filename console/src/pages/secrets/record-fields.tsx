import { secret as texts } from "#texts/secret.ts";
import { TextField } from "../../parts/form.tsx";
import type { RecordDraft, RecordFaults } from "./record-draft.ts";

const { edit, facts } = texts;

/** What each part of the form is called. */
export const RECORD_NAMES: Readonly<Record<keyof RecordDraft, string>> = {
  description: facts.description,
  owner: facts.owner,
  tags: facts.tags,
  others: edit.others,
  expires: edit.expires,
  maxVersions: edit.maxVersions,
  deleteAfter: edit.deleteAfter,
};

export function RecordFields(props: {
  readonly draft: RecordDraft;
  readonly onChange: (draft: RecordDraft) => void;
  readonly faults: RecordFaults | undefined;
  /** What the API says of its fields. */
  readonly refused: Readonly<Record<string, string>>;
}) {
  const { draft, onChange, faults, refused } = props;
  const bound = (key: keyof RecordDraft, name: string) => ({
    label: RECORD_NAMES[key],
    value: draft[key],
    onInput: (text: string) => onChange({ ...draft, [key]: text }),
    fault: refused[name]?.replaceAll("_", " "),
  });
  return (
    <>
      <TextField {...bound("description", "metadata.description")} isOptional rows={2} />
      <div class="fields">
        <TextField {...bound("owner", "metadata.owner")} isOptional />
        <TextField {...bound("tags", "metadata.tags")} isOptional isCode hint={edit.tagsHint} />
        <TextField
          {...bound("expires", "options.expires_at")}
          isOptional
          type="datetime-local"
          hint={edit.expiresHint}
        />
        <TextField
          {...bound("maxVersions", "options.max_versions")}
          isOptional
          hint={edit.maxVersionsHint}
          {...(faults?.maxVersions && { fault: edit.numberFault })}
        />
        <TextField
          {...bound("deleteAfter", "options.delete_version_after")}
          isOptional
          isCode
          hint={edit.deleteAfterHint}
        />
      </div>
      <TextField
        {...bound("others", "metadata")}
        isOptional
        isCode
        rows={3}
        hint={edit.othersHint}
        {...(faults?.others !== undefined && { fault: edit.othersFault(faults.others) })}
      />
    </>
  );
}
