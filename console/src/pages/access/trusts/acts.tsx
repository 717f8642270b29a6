import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { common } from "#texts/common.ts";
import { trusts as texts } from "#texts/trusts.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/dialog.tsx";
import { Allowed } from "../common/allowed.tsx";
import type { Trust } from "./types.ts";

interface Props {
  readonly trust: Trust;
  readonly onChanged: () => void;
}

/** Either end of a trust ends the tokens that it gave, so it is asked for first. */
export function TrustActs({ trust, onChanged }: Props) {
  const [act, setAct] = useState<"restate" | "delete">();
  const close = () => setAct(undefined);
  const changed = () => {
    close();
    onChanged();
  };
  return (
    <Allowed scope="identity:admin">
      <Button onClick={() => setAct("restate")}>{trust.is_active ? texts.disable : texts.enable}</Button>
      <Button kind="danger" onClick={() => setAct("delete")}>
        {common.delete}
      </Button>
      {act === "restate" && <RestateDialog trust={trust} onChanged={changed} onClose={close} />}
      {act === "delete" && <DeleteDialog trust={trust} onClose={close} />}
    </Allowed>
  );
}

const pathOf = ({ id }: Trust) => ({ path: { trust_id: id } });

function RestateDialog({ trust, onChanged, onClose }: Props & { readonly onClose: () => void }) {
  const isActive = !trust.is_active;
  const restate = useAction(async () => {
    await asked(api.PATCH("/v1/trusts/{trust_id}", { params: pathOf(trust), body: { is_active: isActive } }));
    announce(isActive ? texts.enabled : texts.disabled);
    onChanged();
  });
  return (
    <Confirm
      title={isActive ? texts.enableTitle : texts.disableTitle}
      submit={isActive ? texts.enable : texts.disable}
      action={restate}
      onConfirm={() => void restate.run()}
      onClose={onClose}
    >
      <p>{isActive ? texts.enableText : texts.disableText}</p>
    </Confirm>
  );
}

function DeleteDialog({ trust, onClose }: { readonly trust: Trust; readonly onClose: () => void }) {
  const { route } = useLocation();
  const remove = useAction(async () => {
    await asked(api.DELETE("/v1/trusts/{trust_id}", { params: pathOf(trust) }));
    announce(texts.deleted);
    route("/console/trusts", true);
  });
  return (
    <Confirm
      title={texts.deleteTitle}
      submit={common.delete}
      word={trust.name}
      action={remove}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{texts.deleteText}</p>
    </Confirm>
  );
}
