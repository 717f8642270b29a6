import { useState } from "preact/hooks";
import { integrations } from "#texts/broker.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { CodeBlock } from "../../../parts/copy.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { CheckField, Form, SelectField, TextField } from "../../../parts/form.tsx";
import { faultOf } from "../faults.ts";
import type { IntegrationDialog } from "./dialogs.ts";
import { secretIdOf } from "./draft.ts";

const texts = integrations.one;

/** Another secret id: it is tried first where the person wants that, and never shown again. */
export function RotateSecretId({ integration, onClose, onDone }: IntegrationDialog) {
  const [secretId, setSecretId] = useState("");
  const [kind, setKind] = useState<"plain" | "wrapped">("plain");
  const [verifies, setVerifies] = useState(true);
  const rotate = useAction(async () => {
    const params = { path: { id: integration.id }, query: { verify: verifies } };
    await asked(
      api.PUT("/api/v1/vault-integrations/{id}", { params, body: secretIdOf({ secretIdKind: kind, secretId }) }),
    );
    setSecretId("");
    announce(texts.rotated);
    onDone();
    onClose();
  });
  const field = kind === "wrapped" ? "-wrap-ttl=5m -field=wrapping_token" : "-field=secret_id";
  const command = `bao write -f ${field} auth/${integration.authMount ?? "approle"}/role/ROLE/secret-id`;
  return (
    <Dialog title={texts.rotate} onClose={onClose}>
      <Form
        action={rotate}
        submit={texts.rotate}
        disabled={secretId.trim() === ""}
        onSubmit={() => void rotate.run()}
        onCancel={onClose}
      >
        <p>{texts.rotateText}</p>
        <SelectField
          label={integrations.guide.secretIdKind}
          value={kind}
          onChange={(chosen) => setKind(chosen === "wrapped" ? "wrapped" : "plain")}
          options={[
            ["plain", integrations.guide.secretIdKinds.plain],
            ["wrapped", integrations.guide.secretIdKinds.wrapped],
          ]}
        />
        <CodeBlock label={texts.rotateCommand} text={command} />
        <TextField
          label={kind === "wrapped" ? integrations.new.secretIdWrapped : integrations.new.secretId}
          type="password"
          isCode
          value={secretId}
          onInput={setSecretId}
          autoFocus
          hint={texts.rotateCommand}
          fault={faultOf(rotate.error, kind === "wrapped" ? "secretIdWrapped" : "secretId")}
        />
        <CheckField label={integrations.new.verify} checked={verifies} onChange={setVerifies} />
      </Form>
    </Dialog>
  );
}
