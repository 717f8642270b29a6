import { secret as texts } from "#texts/secret.ts";
import { changesBetween } from "../../../../packages/client/src/cli/secrets/changes.ts";
import { useAction, useResource } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Confirm, Dialog } from "../../parts/dialog.tsx";
import { Form } from "../../parts/form.tsx";
import { ErrorNotice, Loaded } from "../../parts/notice.tsx";
import { FieldChanges } from "./changes.tsx";
import type { Place } from "./place.ts";
import { deleteVersion, putValue, readValue, restore } from "./store.ts";

const { versions: words } = texts;

interface ActProps {
  readonly place: Place;
  readonly version: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Which fields differ between a version and the current one; and, where that is wanted, the version's value as a new one. */
export function CompareDialog(props: ActProps & { readonly current: number; readonly isRestore: boolean }) {
  const { place, version, current, isRestore } = props;
  const { of, path } = place;
  const sides = useResource(`${version} ${current}`, async () => {
    const [old, now] = await Promise.all([readValue(of, path, version), readValue(of, path, current)]);
    // Becoming current again changes the value from now to then; a mere comparison tells what came after.
    const [before, after] = isRestore ? [now, old] : [old, now];
    return { changes: changesBetween(before.data, after.data), old };
  });
  const again = useAction(async () => {
    if (!sides.value) return;
    const made = await putValue(of, path, sides.value.old.data, {}, current);
    announce(words.restored(version, made));
    props.onDone();
  });
  const [from, to] = isRestore ? [current, version] : [version, current];
  return (
    <Dialog title={isRestore ? words.restoreOf(version) : words.compared(from, to)} onClose={props.onClose}>
      <Loaded from={sides}>
        {({ changes }) =>
          isRestore ? (
            <Form action={again} submit={words.restore} onSubmit={() => void again.run()} onCancel={props.onClose}>
              <p>{words.restoreText(version)}</p>
              <FieldChanges of={changes} />
            </Form>
          ) : (
            <FieldChanges of={changes} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

/** Takes one version away: so that it can be undeleted, or for good. */
export function DeleteVersionDialog(props: ActProps & { readonly isForGood: boolean }) {
  const { place, version, isForGood } = props;
  const texts = isForGood ? words.destroyTexts : words.deleteTexts;
  const act = useAction(async () => {
    await deleteVersion(place.of, place.path, version, isForGood);
    announce(texts.done(version));
    props.onDone();
  });
  return (
    <Confirm
      title={texts.of(version)}
      submit={texts.act}
      action={act}
      onConfirm={() => void act.run()}
      onClose={props.onClose}
    >
      <p>{texts.text(version)}</p>
    </Confirm>
  );
}

/** A version that was deleted can be read again. */
export function Undelete({ place, version, onDone }: Omit<ActProps, "onClose">) {
  const act = useAction(async () => {
    await restore(place.of, place.path, version);
    announce(words.undeleted(version));
    onDone();
  });
  return (
    <>
      <Button kind="quiet" busy={act.isBusy} label={words.undeleteOf(version)} onClick={() => void act.run()}>
        {words.undelete}
      </Button>
      <ErrorNotice error={act.error} />
    </>
  );
}
