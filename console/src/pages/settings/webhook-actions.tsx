import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { webhooks as texts } from "#texts/webhooks.ts";
import { api, asked } from "../../api/client.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/dialog.tsx";
import { ErrorNotice } from "../../parts/notice.tsx";
import type { WebhookReport } from "./webhook-draft.ts";
import { WebhookSecret } from "./webhook-secret.tsx";
import { WebhookTest } from "./webhook-test.tsx";

type Open = "none" | "secret" | "disable" | "remove";

/** What can be done to a webhook besides changing what it hears of. */
export function WebhookActions({
  webhook,
  onChanged,
}: {
  readonly webhook: WebhookReport;
  readonly onChanged: () => void;
}) {
  const { id, enabled } = webhook;
  const path = { params: { path: { id } } };
  const { route } = useLocation();
  const [open, setOpen] = useState<Open>("none");
  const enable = useAction(async (isEnabled: boolean) => {
    await asked(api.PATCH("/v1/webhooks/{id}", { ...path, body: { enabled: isEnabled } }));
    setOpen("none");
    announce(isEnabled ? texts.enabledNow : texts.disabledNow);
    onChanged();
  });
  const remove = useAction(async () => {
    await asked(api.DELETE("/v1/webhooks/{id}", path));
    announce(texts.removed);
    route("/console/webhooks");
  });
  const close = () => setOpen("none");
  return (
    <>
      <WebhookTest id={id} onSent={onChanged}>
        <Button onClick={() => setOpen("secret")}>{texts.secret.open}</Button>
        <Button busy={enable.isBusy} onClick={() => (enabled ? setOpen("disable") : void enable.run(true))}>
          {enabled ? texts.disable : texts.enable}
        </Button>
        <Button kind="danger" onClick={() => setOpen("remove")}>
          {texts.remove}
        </Button>
      </WebhookTest>
      {open === "none" && <ErrorNotice error={enable.error} />}
      {open === "secret" && <WebhookSecret id={id} onClose={close} />}
      {open === "disable" && (
        <Confirm
          title={texts.disableTitle}
          submit={texts.disable}
          action={enable}
          onConfirm={() => void enable.run(false)}
          onClose={close}
        >
          <p>{texts.disableText}</p>
        </Confirm>
      )}
      {open === "remove" && (
        <Confirm
          title={texts.removeTitle}
          submit={texts.remove}
          word={webhook.name}
          action={remove}
          onConfirm={() => void remove.run()}
          onClose={close}
        >
          <p>{texts.removeText}</p>
        </Confirm>
      )}
    </>
  );
}
