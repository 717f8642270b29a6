import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import type { Action } from "../data/resource.ts";
import { Button } from "./button.tsx";
import { Form, TextField } from "./form.tsx";

/** Over the page until it is closed, by Escape too. The browser's own: it keeps the focus inside and gives it back. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the effects of what is in it: a field that wants the focus can't take it while the dialog is closed.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={props.isWide ? "dialog wide" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <header class="dialog-head">
        <h2 id={id}>{props.title}</h2>
        <Button kind="quiet" label={common.close} onClick={props.onClose}>
          ×
        </Button>
      </header>
      {props.children}
    </dialog>
  );
}

/** Asks before something that can't be undone. With `word` it has to be typed: for what many depend on. */
export function Confirm(props: {
  readonly title: string;
  readonly submit: string;
  readonly word?: string;
  readonly action: Pick<Action<never, unknown>, "isBusy" | "error">;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const [typed, setTyped] = useState("");
  const { word } = props;
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <Form
        action={props.action}
        submit={props.submit}
        kind="danger"
        disabled={word !== undefined && typed !== word}
        onSubmit={props.onConfirm}
        onCancel={props.onClose}
      >
        {props.children}
        {word !== undefined && (
          <TextField label={common.confirmType(word)} value={typed} onInput={setTyped} isCode autoFocus />
        )}
      </Form>
    </Dialog>
  );
}
