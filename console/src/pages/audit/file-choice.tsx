import { useId, useState } from "preact/hooks";
import { auditVerify as texts } from "#texts/audit-verify.ts";
import { sizeText } from "./export-file.ts";

/** A file of this computer, chosen or dropped; the page reads it, and sends it nowhere. */
export function FileChoice(props: { readonly file: File | undefined; readonly onChoose: (file: File) => void }) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const choose = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) props.onChoose(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside is the first
    <div
      class={isOver ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        choose(event.dataTransfer?.files);
      }}
    >
      <div class="field">
        <label for={id}>{texts.choose}</label>
        <input
          id={id}
          type="file"
          accept=".jsonl,.ndjson,application/x-ndjson"
          aria-describedby={`${id}-hint`}
          onChange={(event) => choose(event.currentTarget.files)}
        />
        <p class="hint" id={`${id}-hint`}>
          {texts.fileText} {texts.drop}
        </p>
      </div>
      {props.file && <p>{texts.chosen(props.file.name, sizeText(props.file.size))}</p>}
    </div>
  );
}
