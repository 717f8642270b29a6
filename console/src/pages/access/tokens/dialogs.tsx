import { useState } from "preact/hooks";
import { tokens as texts } from "#texts/access.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Confirm, Dialog } from "../../../parts/dialog.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { faultsOf } from "../common/faults.ts";
import type { Token } from "../common/types.ts";
import { isOwn } from "./table.tsx";

interface Props {
  readonly token: Token;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Ends a token, and with it those that it made. */
export function RevokeDialog({ token, onClose, onDone }: Props) {
  const revoke = useAction(async () => {
    await asked(api.DELETE("/v1/tokens/{id}", { params: { path: { id: token.id } } }));
    announce(texts.revoked);
    onDone();
  });
  return (
    <Confirm
      title={texts.revokeTitle}
      submit={texts.revoke}
      action={revoke}
      onConfirm={() => void revoke.run()}
      onClose={onClose}
    >
      <p>{texts.revokeText(token.name)}</p>
      {isOwn(token) && <Notice kind="warning">{texts.revokeOwn}</Notice>}
    </Confirm>
  );
}

/** Sets a token's end anew. */
export function RenewDialog({ token, onClose, onDone }: Props) {
  const [increment, setIncrement] = useState("");
  const renew = useAction(async () => {
    const body = increment.trim() === "" ? {} : { increment: increment.trim() };
    const renewed = await asked(api.POST("/v1/tokens/{id}/renew", { params: { path: { id: token.id } }, body }));
    announce(renewed.is_cut ? texts.renewedLess : texts.renewed);
    onDone();
  });
  return (
    <Dialog title={texts.renewTitle} onClose={onClose}>
      <Form action={renew} submit={texts.renew} onSubmit={() => void renew.run()} onCancel={onClose}>
        <p>{texts.renewText}</p>
        <TextField
          label={texts.renewFor}
          value={increment}
          onInput={setIncrement}
          isCode
          isOptional
          autoFocus
          hint={texts.renewHint}
          fault={faultsOf(renew.error)("increment")}
        />
      </Form>
    </Dialog>
  );
}
