import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { webhooks } from "#texts/webhooks.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { useAction } from "../../data/resource.ts";
import { Button } from "../../parts/button.tsx";
import { ErrorNotice, Notice } from "../../parts/notice.tsx";

const texts = webhooks.test;
type Sent = components["schemas"]["WebhookTest"];

/** Sends a test, and says what the receiver made of it; other actions stand beside its button. */
export function WebhookTest(props: {
  readonly id: string;
  readonly onSent: () => void;
  readonly children: ComponentChildren;
}) {
  const { id, onSent, children } = props;
  const [sent, setSent] = useState<Sent>();
  const test = useAction(async () => {
    setSent(undefined);
    setSent(await asked(api.POST("/v1/webhooks/{id}/test", { params: { path: { id } } })));
    onSent();
  });
  return (
    <>
      <div class="actions">
        <Button busy={test.isBusy} onClick={() => void test.run()}>
          {texts.run}
        </Button>
        {children}
      </div>
      <ErrorNotice error={test.error} />
      {sent && (
        <Notice kind={sent.status === "success" ? "good" : "bad"}>
          {sent.status === "success" ? texts.good(sent.response_code, sent.duration_ms) : texts.bad(sent.response_code)}
        </Notice>
      )}
    </>
  );
}
