import { useEffect, useRef, useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import type { ApiError } from "../api/error.ts";
import { useAction } from "../data/resource.ts";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy.tsx";
import { ErrorNotice } from "./notice.tsx";

/** A value that is shown stands there this long. */
export const REVEAL_MS = 30_000;

interface MaskedProps {
  /** Whose value it is, for the buttons' names. */
  readonly name: string;
  /** Asks for the value, each time anew: so each look is in the log. Throws ApiError. */
  readonly read: () => Promise<string>;
  /** Changes when the value may have changed: then it is hidden. */
  readonly version?: string | number;
}

/** A value that nobody sees until it is asked for; it can be copied without being shown. */
export function Masked({ name, read, version }: MaskedProps) {
  const [shown, setShown] = useState<string>();
  const wanted = useRef("");
  wanted.current = `${name} ${version}`;
  const reveal = useAction(async () => {
    const asked = wanted.current;
    const value = await read();
    // Who looked away meanwhile is shown nothing when they come back, and no value stands under another one's name.
    if (!document.hidden && asked === wanted.current) setShown(value);
  });
  const copy = useAction(read);
  useEffect(() => setShown(undefined), [name, version]);
  useEffect(() => {
    if (shown === undefined) return;
    const hide = () => setShown(undefined);
    const timer = setTimeout(hide, REVEAL_MS);
    const hideWithPage = () => document.hidden && hide();
    document.addEventListener("visibilitychange", hideWithPage);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", hideWithPage);
    };
  }, [shown]);
  const error: ApiError | undefined = reveal.error ?? copy.error;
  return (
    <div class="masked">
      {shown === undefined ? (
        <span class="dots" role="img" aria-label={common.masked}>
          ••••••••••••
        </span>
      ) : (
        <code class="value">{shown}</code>
      )}
      <span class="actions">
        <Button
          kind="quiet"
          busy={reveal.isBusy}
          label={`${shown === undefined ? common.reveal : common.conceal}: ${name}`}
          onClick={() => (shown === undefined ? void reveal.run() : setShown(undefined))}
        >
          {shown === undefined ? common.reveal : common.conceal}
        </Button>
        <CopyButton text={() => copy.run()} label={`${common.copy}: ${name}`} />
      </span>
      <ErrorNotice error={error} />
    </div>
  );
}
