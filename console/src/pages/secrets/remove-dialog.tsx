import { useState } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Confirm } from "../../parts/dialog.tsx";
import { CheckField } from "../../parts/form.tsx";
import type { Place } from "./place.ts";
import { deleteSecret } from "./store.ts";

const { remove } = texts;

/** Deletes so that it can be brought back, or destroys; the path is typed for either, because programs may depend on it. */
export function RemoveDialog(props: {
  readonly place: Place;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { of, path } = props.place;
  const [isForGood, setForGood] = useState(false);
  const act = useAction(async () => {
    await deleteSecret(of, path, isForGood);
    announce(isForGood ? texts.gone.forGood : remove.done);
    props.onDone();
  });
  return (
    <Confirm
      title={remove.title}
      submit={isForGood ? remove.submitForGood : remove.submit}
      word={path}
      action={act}
      onConfirm={() => void act.run()}
      onClose={props.onClose}
    >
      <p>{remove.text}</p>
      <CheckField label={remove.forGood} hint={remove.forGoodHint} checked={isForGood} onChange={setForGood} />
    </Confirm>
  );
}
