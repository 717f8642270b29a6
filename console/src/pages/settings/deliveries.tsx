import { webhooks } from "#texts/webhooks.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { useQuery } from "../../data/query.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Badge, type Tone } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { SelectField } from "../../parts/form.tsx";
import { Empty, ErrorNotice } from "../../parts/notice.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import type { WebhookReport } from "./webhook-draft.ts";

const texts = webhooks.deliveries;
const { columns, words } = texts;
type Delivery = components["schemas"]["WebhookDelivery"];
type Status = Delivery["status"];
const TONES: Readonly<Record<Status, Tone>> = { pending: "warning", success: "good", failed: "bad" };
const isStatus = (text: string): text is Status => Object.hasOwn(words, text);

/** What was sent, what came back, and what is tried again; each can be sent once more. */
export function Deliveries({ webhook }: { readonly webhook: WebhookReport }) {
  const { id } = webhook;
  const query = useQuery();
  const chosen = query.get("status");
  const status = isStatus(chosen) ? chosen : undefined;
  // A test or a change of the webhook gives it another latest delivery: then the list is read again.
  const pages = usePages(`${id} ${chosen} ${webhook.last_delivery?.id}`, async (cursor, signal) => {
    const search = { ...(status && { status }), ...(cursor !== undefined && { cursor }) };
    const params = { path: { id }, query: search };
    const page = await asked(api.GET("/v1/webhooks/{id}/deliveries", { params, signal }));
    return { items: page.deliveries, nextCursor: page.cursor };
  });
  const retry = useAction(async (delivery: Delivery) => {
    const params = { path: { id, delivery_id: delivery.id } };
    await asked(api.POST("/v1/webhooks/{id}/deliveries/{delivery_id}/retry", { params }));
    announce(texts.queued);
    pages.reload();
  });
  return (
    <>
      <div class="filters">
        <SelectField
          label={texts.status}
          value={status ?? ""}
          onChange={(value) => query.set({ status: value }, "push")}
          options={[["", texts.any], ...Object.entries(words)]}
        />
        <Button onClick={pages.reload}>{texts.reload}</Button>
      </div>
      <p class="small">{texts.note}</p>
      <ErrorNotice error={retry.error} />
      <PagedTable
        label={texts.label}
        pages={pages}
        keyOf={(delivery) => delivery.id}
        empty={<Empty title={texts.none} text={texts.noneText} />}
        columns={[
          { title: columns.when, cell: ({ timestamp }) => <Time at={timestamp} /> },
          { title: columns.event, cell: ({ event_type }) => <code>{event_type}</code> },
          { title: columns.status, cell: (delivery) => <Outcome of={delivery} /> },
          { title: columns.attempts, cell: ({ attempts }) => attempts, isNumber: true },
          { title: columns.code, cell: ({ response_code }) => response_code ?? "–", isNumber: true },
          { title: columns.duration, cell: ({ duration_ms: ms }) => took(ms), isNumber: true, isExtra: true },
          { title: columns.next, cell: ({ next_attempt_at }) => <Time at={next_attempt_at} />, isExtra: true },
          {
            title: texts.actions,
            cell: (delivery) => (
              <Retry delivery={delivery} isEnabled={webhook.enabled} onRetry={() => void retry.run(delivery)} />
            ),
          },
        ]}
      />
    </>
  );
}

const took = (ms: number | null): string => (ms === null ? "–" : webhooks.one.milliseconds(ms));

function Outcome({ of: { status, error } }: { readonly of: Delivery }) {
  return (
    <>
      <Badge tone={TONES[status]}>{words[status]}</Badge>
      {error !== null && <span class="small"> {texts.errors[error]}</span>}
    </>
  );
}

function Retry(props: { readonly delivery: Delivery; readonly isEnabled: boolean; readonly onRetry: () => void }) {
  const { id, event_type, status } = props.delivery;
  const what = status === "pending" ? texts.retryNow : texts.retry;
  return (
    <Button
      kind="quiet"
      label={texts.retryOf(what, event_type, id)}
      disabled={!props.isEnabled}
      onClick={props.onRetry}
    >
      {what}
    </Button>
  );
}
