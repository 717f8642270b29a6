import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { identities as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { type Resource, useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Button } from "../../../parts/button.tsx";
import { Confirm, Dialog } from "../../../parts/dialog.tsx";
import { Form } from "../../../parts/form.tsx";
import { Allowed } from "../common/allowed.tsx";
import { faultsOf } from "../common/faults.ts";
import type { Identity } from "../common/types.ts";
import { isSelf } from "./columns.tsx";
import { draftOf, patchBetween } from "./draft.ts";
import { IdentityFields } from "./fields.tsx";

type Act = "edit" | "restate" | "delete";
interface Props {
  readonly identity: Identity;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What can be done with an identity. Nobody deactivates or deletes themselves. */
export function IdentityActs({ from, identity }: { readonly from: Resource<Identity>; readonly identity: Identity }) {
  const [act, setAct] = useState<Act>();
  const close = () => setAct(undefined);
  const done = () => {
    close();
    from.reload();
  };
  const props = { identity, onClose: close, onDone: done };
  return (
    <Allowed scope="identity:admin">
      <Button onClick={() => setAct("edit")}>{common.edit}</Button>
      {!isSelf(identity.identity_id) && (
        <>
          <Button onClick={() => setAct("restate")}>{identity.is_active ? texts.deactivate : texts.activate}</Button>
          <Button kind="danger" onClick={() => setAct("delete")}>
            {common.delete}
          </Button>
        </>
      )}
      {act === "edit" && <EditDialog {...props} />}
      {act === "restate" && <RestateDialog {...props} />}
      {act === "delete" && <DeleteDialog {...props} />}
    </Allowed>
  );
}

const pathOf = ({ identity_id }: Identity) => ({ path: { identity_id } });

function EditDialog({ identity, onClose, onDone }: Props) {
  const [old] = useState(() => draftOf(identity));
  const [draft, setDraft] = useState(old);
  const patch = patchBetween(old, draft);
  const save = useAction(async () => {
    if (patch !== null)
      await asked(api.PATCH("/v1/identity/identities/{identity_id}", { params: pathOf(identity), body: patch }));
    announce(common.saved);
    onDone();
  });
  return (
    <Dialog title={texts.form.editTitle} onClose={onClose}>
      <Form
        action={save}
        submit={common.save}
        disabled={patch === null}
        onSubmit={() => void save.run()}
        onCancel={onClose}
      >
        <IdentityFields
          draft={draft}
          change={(changes) => setDraft({ ...draft, ...changes })}
          fault={faultsOf(save.error)}
          isGroup={identity.identity_type === "group"}
        />
      </Form>
    </Dialog>
  );
}

function RestateDialog({ identity, onClose, onDone }: Props) {
  const isActive = !identity.is_active;
  const restate = useAction(async () => {
    const body = { is_active: isActive };
    await asked(api.PATCH("/v1/identity/identities/{identity_id}", { params: pathOf(identity), body }));
    announce(isActive ? texts.activated : texts.deactivated);
    onDone();
  });
  return (
    <Confirm
      title={isActive ? texts.activateTitle : texts.deactivateTitle}
      submit={isActive ? texts.activate : texts.deactivate}
      action={restate}
      onConfirm={() => void restate.run()}
      onClose={onClose}
    >
      <p>{isActive ? texts.activateText : texts.deactivateText}</p>
    </Confirm>
  );
}

function DeleteDialog({ identity, onClose }: Props) {
  const { route } = useLocation();
  const remove = useAction(async () => {
    await asked(api.DELETE("/v1/identity/identities/{identity_id}", { params: pathOf(identity) }));
    announce(texts.deleted);
    route("/console/identities", true);
  });
  return (
    <Confirm
      title={texts.deleteTitle}
      submit={common.delete}
      word={identity.identity_id}
      action={remove}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{identity.identity_type === "group" ? texts.deleteGroupText : texts.deleteText}</p>
    </Confirm>
  );
}
