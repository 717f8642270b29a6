import { useState } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Confirm } from "../../parts/dialog.tsx";
import { Empty, ErrorNotice } from "../../parts/notice.tsx";
import { listHref } from "./address.ts";
import type { Place } from "./place.ts";
import { mayChange } from "./rights.ts";
import { deleteSecret, restore } from "./store.ts";

const { gone } = texts;

/**
 * Where no secret is to be seen. The API tells nobody whether one was deleted, so bringing it back is offered, and refused where there
 * is none.
 */
export function Gone({ place, onBack }: { readonly place: Place; readonly onBack: () => void }) {
  const { of, path } = place;
  const [isAsking, setAsking] = useState(false);
  const undelete = useAction(async () => {
    await restore(of, path);
    announce(gone.undeleted);
    onBack();
  });
  const destroy = useAction(async () => {
    await deleteSecret(of, path, true);
    setAsking(false);
    announce(gone.forGood);
  });
  return (
    <>
      <Empty
        title={gone.title}
        text={gone.text}
        action={
          <span class="actions">
            {mayChange(of, "secrets:write") && (
              <>
                <Button kind="main" busy={undelete.isBusy} onClick={() => void undelete.run()}>
                  {gone.undelete}
                </Button>
                {of === "own" && (
                  <ButtonLink href={`/console/secret-new?${new URLSearchParams({ path })}`}>{gone.create}</ButtonLink>
                )}
              </>
            )}
            {mayChange(of, "secrets:delete") && (
              <Button kind="danger" onClick={() => setAsking(true)}>
                {gone.destroy}
              </Button>
            )}
            <ButtonLink kind="quiet" href={listHref(of)}>
              {gone.toList}
            </ButtonLink>
          </span>
        }
      />
      <ErrorNotice error={undelete.error} />
      {isAsking && (
        <Confirm
          title={gone.destroy}
          submit={gone.destroy}
          word={path}
          action={destroy}
          onConfirm={() => void destroy.run()}
          onClose={() => setAsking(false)}
        >
          <p>{gone.forGood}</p>
        </Confirm>
      )}
    </>
  );
}
