import { useState } from "preact/hooks";
import { integrations } from "#texts/broker.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { faultOf } from "../faults.ts";
import type { IntegrationDialog } from "./dialogs.ts";

/** The one thing of a vault that may change in place: what else it is, it is for good. */
export function Rename({ integration, onClose, onDone }: IntegrationDialog) {
  const [name, setName] = useState(integration.name);
  const rename = useAction(async () => {
    const params = { path: { id: integration.id }, query: { unique: true } };
    await asked(api.PATCH("/api/v1/vault-integrations/{id}", { params, body: { name } }));
    announce(integrations.one.renamed);
    onDone();
    onClose();
  });
  return (
    <Dialog title={integrations.one.rename} onClose={onClose}>
      <Form action={rename} submit={common.save} onSubmit={() => void rename.run()} onCancel={onClose}>
        <TextField
          label={integrations.name}
          value={name}
          onInput={setName}
          autoFocus
          fault={faultOf(rename.error, "name")}
        />
      </Form>
    </Dialog>
  );
}
