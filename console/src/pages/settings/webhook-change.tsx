import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { review } from "#texts/review.ts";
import { webhooks } from "#texts/webhooks.ts";
import { api, asked } from "../../api/client.ts";
import type { ApiError } from "../../api/error.ts";
import { differencesOf, type Fields } from "../../data/changes.ts";
import { announce } from "../../parts/announce.tsx";
import { Form } from "../../parts/form.tsx";
import { ReviewDialog } from "../../parts/review-dialog.tsx";
import { bodyOf, draftOf, type Webhook, type WebhookChange, type WebhookReport } from "./webhook-draft.ts";
import { WebhookFields } from "./webhook-fields.tsx";

interface WebhookChangeProps {
  readonly webhook: WebhookReport;
  readonly onSaved: () => void;
}

/** What can be changed of a webhook, reviewed before it is saved. */
export function WebhookChangeForm({ webhook, onSaved }: WebhookChangeProps) {
  const { id } = webhook;
  const [base, setBase] = useState<Webhook | WebhookReport>(webhook);
  const [draft, setDraft] = useState(() => draftOf(webhook));
  const [isReviewing, setReviewing] = useState(false);
  const [error, setError] = useState<ApiError>();
  const change = changeIn(base, bodyOf(draft));
  const path = { params: { path: { id } } };
  const take = (record: Webhook | WebhookReport) => {
    setBase(record);
    setDraft(draftOf(record));
    setReviewing(false);
    setError(undefined);
    onSaved();
  };
  return (
    <>
      <Form
        action={{ isBusy: false, error }}
        submit={review.title}
        disabled={Object.keys(change).length === 0}
        onSubmit={() => setReviewing(true)}
      >
        <WebhookFields draft={draft} onChange={setDraft} error={error} />
      </Form>
      {isReviewing && (
        <ReviewDialog<Fields & (Webhook | WebhookReport)>
          base={{ ...base }}
          change={change}
          nameOf={(name) => webhooks.names[name as keyof typeof webhooks.names]}
          read={() => asked(api.GET("/v1/webhooks/{id}", path))}
          // As for a new one.
          write={() => asked(api.PATCH("/v1/webhooks/{id}", { ...path, body: change as WebhookChange }))}
          onSaved={(record) => {
            take(record);
            announce(common.saved);
          }}
          onTheirs={take}
          onFaults={(fault) => {
            setError(fault);
            setReviewing(false);
          }}
          onClose={() => setReviewing(false)}
        />
      )}
    </>
  );
}

/** The fields of the body that are other than they are. The order of events says nothing. */
function changeIn(base: Webhook | WebhookReport, body: Fields): Fields {
  const sorted = { ...base, events: [...base.events].sort() };
  return Object.fromEntries(differencesOf(sorted, body).map(({ name, after }) => [name, after]));
}
