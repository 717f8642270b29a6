import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { announce } from "./announce.tsx";
import { Button } from "./button.tsx";

/** Copies a text; or what `text` gives when it is pressed, so that a value need not be here before. */
export function CopyButton(props: {
  readonly text: string | (() => Promise<string | undefined>);
  readonly label?: string;
}) {
  const [isBusy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    const text = typeof props.text === "string" ? props.text : await props.text();
    setBusy(false);
    if (text !== undefined) announce((await isCopied(text)) ? common.copied : common.copyFailed);
  };
  return (
    <Button kind="quiet" busy={isBusy} label={props.label ?? common.copy} onClick={() => void copy()}>
      {common.copy}
    </Button>
  );
}

/** A browser may refuse it, and has no clipboard at all for a page that came over plain HTTP. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A command or a piece of text to take along. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <div class="code-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <CopyButton text={text} label={`${common.copy}: ${label}`} />
    </div>
  );
}
