import { useState } from "preact/hooks";
import { tokens as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Time } from "../../../parts/time.tsx";
import { faultsOf } from "../common/faults.ts";
import { tokenHref } from "../common/links.tsx";
import { ShownOnce } from "../common/shown-once.tsx";
import type { Token } from "../common/types.ts";
import { isOwn } from "./table.tsx";

interface Rotated {
  readonly id: string;
  readonly token: string;
  readonly previous_expires_at: string;
}

/** Makes a token in the place of another; the new text is in the dialog until it is closed. */
export function RotateDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const [made, setMade] = useState<Rotated>();
  return (
    <Dialog title={made === undefined ? texts.rotateTitle : texts.replaced(token.name)} onClose={onClose} isWide>
      {made === undefined ? (
        <RotateForm token={token} onMade={setMade} onClose={onClose} />
      ) : (
        <div class="form">
          <ShownOnce text={made.token} label={texts.replaced(token.name)} />
          <p>
            {texts.previousEnds} <Time at={made.previous_expires_at} />.
          </p>
          <div class="actions">
            <ButtonLink href={tokenHref(made.id)}>{texts.form.toRecord}</ButtonLink>
            <Button kind="quiet" onClick={onClose}>
              {common.close}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function RotateForm(props: {
  readonly token: Token;
  readonly onMade: (made: Rotated) => void;
  readonly onClose: () => void;
}) {
  const [overlap, setOverlap] = useState("1h");
  const { id } = props.token;
  const rotate = useAction(async () => {
    const body = { overlap: overlap.trim() };
    props.onMade(await asked(api.POST("/v1/tokens/{id}/rotate", { params: { path: { id } }, body })));
  });
  return (
    <Form action={rotate} submit={texts.rotate} onSubmit={() => void rotate.run()} onCancel={props.onClose}>
      <p>{texts.rotateText}</p>
      {isOwn(props.token) && <Notice kind="warning">{texts.rotateOwn}</Notice>}
      <TextField
        label={texts.overlap}
        value={overlap}
        onInput={setOverlap}
        isCode
        autoFocus
        hint={texts.overlapHint}
        fault={faultsOf(rotate.error)("overlap")}
      />
    </Form>
  );
}
