import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { bulk } from "#texts/bulk.ts";

const MAX_BYTES = 4 * 1024 * 1024;

/** A place that a file can be dropped on, and a way to choose one by the keyboard. What it holds goes to `onText`, and nowhere else. */
export function FileDrop(props: {
  readonly onText: (text: string) => void;
  readonly onFault: (fault: string) => void;
  readonly children: ComponentChildren;
}) {
  const [isOver, setOver] = useState(false);
  const id = useId();
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MAX_BYTES) return props.onFault(bulk.tooLong);
    try {
      props.onText(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      // Bytes that are no text.
      props.onFault(bulk.unreadable);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the input below does the same by the keyboard
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
        void take(event.dataTransfer?.files[0]);
      }}
    >
      {props.children}
      <div class="field">
        <label for={id}>{bulk.choose}</label>
        <input id={id} type="file" onChange={(event) => void take(event.currentTarget.files?.[0])} />
      </div>
    </div>
  );
}
