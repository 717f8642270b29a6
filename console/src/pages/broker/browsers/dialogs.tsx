import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { browsers as texts } from "#texts/broker-logins.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Confirm, Dialog } from "../../../parts/dialog.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { faultOf } from "../faults.ts";
import type { Browser } from "../records.ts";

/** What stands over the page of a browser. */
interface BrowserDialog {
  readonly browser: Browser;
  onClose(): void;
  /** The record has changed. */
  onDone(): void;
}

export function RenameBrowser({ browser, onClose, onDone }: BrowserDialog) {
  const [name, setName] = useState(browser.name);
  const rename = useAction(async () => {
    await asked(api.PATCH("/api/v1/browsers/{id}", { params: { path: { id: browser.id } }, body: { name } }));
    announce(texts.renamed);
    onDone();
    onClose();
  });
  return (
    <Dialog title={texts.rename} onClose={onClose}>
      <Form action={rename} submit={common.save} onSubmit={() => void rename.run()} onCancel={onClose}>
        <TextField label={texts.name} value={name} onInput={setName} autoFocus fault={faultOf(rename.error, "name")} />
      </Form>
    </Dialog>
  );
}

/** The key of the vendor is replaced; the old one is forgotten at once. */
export function RotateKey({ browser, onClose, onDone }: BrowserDialog) {
  const [apiKey, setApiKey] = useState("");
  const rotate = useAction(async () => {
    const options = { params: { path: { id: browser.id } }, body: { apiKey: apiKey.trim() } };
    await asked(api.PUT("/api/v1/browsers/{id}", options));
    setApiKey("");
    announce(texts.rotated);
    onDone();
    onClose();
  });
  return (
    <Dialog title={texts.rotate} onClose={onClose}>
      <Form
        action={rotate}
        submit={texts.rotate}
        disabled={apiKey.trim() === ""}
        onSubmit={() => void rotate.run()}
        onCancel={onClose}
      >
        <p>{texts.rotateText}</p>
        <TextField
          label={texts.apiKey}
          type="password"
          isCode
          value={apiKey}
          onInput={setApiKey}
          autoFocus
          hint={texts.apiKeyHint}
          fault={faultOf(rotate.error, "apiKey")}
        />
      </Form>
    </Dialog>
  );
}

export function DeleteBrowser({ browser: { id, name }, onClose }: BrowserDialog) {
  const { route } = useLocation();
  const remove = useAction(async () => {
    await asked(api.DELETE("/api/v1/browsers/{id}", { params: { path: { id } } }));
    announce(texts.deleted(name));
    route("/console/browsers", true);
  });
  return (
    <Confirm
      title={texts.deleteTitle(name)}
      submit={texts.delete}
      action={remove}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{texts.deleteText}</p>
    </Confirm>
  );
}
