import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { webhooks } from "#texts/webhooks.ts";
import { api, asked } from "../../api/client.ts";
import { useAction } from "../../data/resource.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Form, SelectField, TextField } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { faultOf } from "./webhook-fields.tsx";

const texts = webhooks.secret;

/** Another secret for signatures: made by the server and shown once, or brought along. For a while both sign. */
export function WebhookSecret({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [overlap, setOverlap] = useState<string>(texts.overlaps[0][0]);
  const [own, setOwn] = useState("");
  const [made, setMade] = useState<{ readonly secret: string | undefined }>();
  const replace = useAction(async () => {
    const chosen = own === "" ? { generate_secret: true } : { secret: own };
    const body = { ...chosen, previous_secret_ttl: overlap };
    const written = await asked(api.PATCH("/v1/webhooks/{id}", { params: { path: { id } }, body }));
    setOwn("");
    setMade({ secret: written.secret });
  });
  return (
    <Dialog title={texts.title} onClose={onClose}>
      {made ? (
        <div class="form">
          <Notice kind="good">{texts.done}</Notice>
          {made.secret !== undefined && <SecretOnce secret={made.secret} />}
          <div class="actions">
            <Button onClick={onClose}>{common.close}</Button>
          </div>
        </div>
      ) : (
        <Form action={replace} submit={texts.submit} onSubmit={() => void replace.run()} onCancel={onClose}>
          <p>{texts.text}</p>
          <SelectField label={texts.overlap} value={overlap} onChange={setOverlap} options={texts.overlaps} />
          <TextField
            label={texts.own}
            type="password"
            value={own}
            onInput={setOwn}
            hint={webhooks.form.secretHint}
            fault={faultOf(replace.error, "secret")}
            isOptional
            isCode
          />
        </Form>
      )}
    </Dialog>
  );
}
