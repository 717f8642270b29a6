import { useState } from "preact/hooks";
import { approles } from "#texts/approles.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { Button } from "../../../parts/button.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { faultsOf } from "../common/faults.ts";
import { ShownOnce } from "../common/shown-once.tsx";
import { listOf } from "./draft.ts";

const { secretIds: texts } = approles;

/** Makes a secret id; its text is in the dialog until it is closed. */
export function MakeSecretId({ role, onClose }: { readonly role: string; readonly onClose: () => void }) {
  const [made, setMade] = useState<string>();
  return (
    <Dialog title={made === undefined ? texts.make : texts.made} onClose={onClose} isWide>
      {made === undefined ? (
        <MakeForm role={role} onMade={setMade} onClose={onClose} />
      ) : (
        <div class="form">
          <ShownOnce text={made} label={texts.made} />
          <div class="actions">
            <Button onClick={onClose}>{common.close}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function MakeForm(props: {
  readonly role: string;
  readonly onMade: (text: string) => void;
  readonly onClose: () => void;
}) {
  const [ttl, setTtl] = useState("");
  const [uses, setUses] = useState("");
  const [cidrs, setCidrs] = useState("");
  const make = useAction(async () => {
    const body = {
      ...(ttl.trim() !== "" && { ttl: ttl.trim() }),
      ...(uses.trim() !== "" && { num_uses: Number(uses) }),
      ...(cidrs.trim() !== "" && { cidr_list: listOf(cidrs) }),
    };
    const params = { path: { name: props.role } };
    const made = await asked(api.POST("/v1/approles/{name}/secret-ids", { params, body }));
    props.onMade(made.secret_id);
  });
  const fault = faultsOf(make.error);
  return (
    <Form action={make} submit={texts.make} onSubmit={() => void make.run()} onCancel={props.onClose}>
      <p>{texts.makeText}</p>
      <div class="fields">
        <TextField label={texts.ttl} value={ttl} onInput={setTtl} isCode isOptional autoFocus fault={fault("ttl")} />
        <TextField
          label={texts.usesOf}
          type="number"
          value={uses}
          onInput={setUses}
          isOptional
          fault={fault("num_uses")}
        />
      </div>
      <TextField
        label={texts.cidrs}
        value={cidrs}
        onInput={setCidrs}
        isCode
        isOptional
        hint={texts.cidrsHint}
        fault={fault("cidr_list")}
      />
    </Form>
  );
}
