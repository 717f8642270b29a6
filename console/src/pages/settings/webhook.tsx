import { common } from "#texts/common.ts";
import { webhooks } from "#texts/webhooks.ts";
import { api, asked } from "../../api/client.ts";
import { useQuery, withQuery } from "../../data/query.ts";
import { type Resource, useResource } from "../../data/resource.ts";
import { Badges } from "../../parts/badge.tsx";
import { Loaded, Notice } from "../../parts/notice.tsx";
import { Facts, Page } from "../../parts/page.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { Time } from "../../parts/time.tsx";
import type { PageProps } from "../../shell/route.ts";
import { Deliveries } from "./deliveries.tsx";
import { Health } from "./health.tsx";
import { WebhookActions } from "./webhook-actions.tsx";
import { WebhookChangeForm } from "./webhook-change.tsx";
import type { WebhookReport } from "./webhook-draft.ts";

const texts = webhooks.one;

export default function WebhookPage({ params: { id = "" } }: PageProps) {
  const found = useResource(id, (signal) => asked(api.GET("/v1/webhooks/{id}", { params: { path: { id } }, signal })));
  const crumbs = [{ text: webhooks.title, href: "/console/webhooks" }];
  if (found.value === undefined)
    return (
      <Page title={webhooks.title} place={id} crumbs={crumbs}>
        <Loaded from={found}>{() => null}</Loaded>
      </Page>
    );
  return (
    <Page key={id} title={found.value.name} place={webhooks.title} crumbs={crumbs}>
      <WebhookView webhook={found.value} found={found} />
    </Page>
  );
}

function WebhookView(props: { readonly webhook: WebhookReport; readonly found: Resource<WebhookReport> }) {
  const { webhook, found } = props;
  const query = useQuery();
  return (
    <>
      <WebhookActions webhook={webhook} onChanged={found.reload} />
      {!webhook.enabled && <Notice kind="warning">{texts.disabledNote}</Notice>}
      <WebhookFacts webhook={webhook} />
      <Tabs
        label={texts.views}
        query={query}
        name="view"
        tabs={[
          ["deliveries", texts.tabDeliveries],
          ["change", texts.tabChange],
        ]}
      />
      {query.get("view") === "change" ? (
        <WebhookChangeForm webhook={webhook} onSaved={found.reload} />
      ) : (
        <Deliveries webhook={webhook} />
      )}
    </>
  );
}

function WebhookFacts({ webhook }: { readonly webhook: WebhookReport }) {
  const { statistics, last_delivery } = webhook;
  const { success_rate_24h, avg_latency_ms } = statistics;
  return (
    <Facts
      of={[
        [webhooks.columns.status, <Health status={webhook.status} />],
        [webhooks.columns.url, <code>{webhook.url}</code>],
        [texts.events, <Badges of={webhook.events} />],
        [texts.filters, filtersText(webhook.filters)],
        [texts.deliveries, common.count(statistics.deliveries_24h)],
        [texts.rate, success_rate_24h === null ? null : texts.percent(success_rate_24h)],
        [texts.latency, avg_latency_ms === null ? null : texts.milliseconds(avg_latency_ms)],
        [
          texts.last,
          last_delivery && (
            <>
              {webhooks.deliveries.words[last_delivery.status]} <Time at={last_delivery.timestamp} />
            </>
          ),
        ],
        [texts.created, <Time at={webhook.created_at} />],
        [texts.updated, <Time at={webhook.updated_at} />],
        [
          texts.history,
          <a href={withQuery("/console/audit", { action: "webhook_create,webhook_delete,webhook_update" })}>
            {texts.historyLink}
          </a>,
        ],
      ]}
    />
  );
}

/** Of which secrets it hears alone. */
function filtersText({ path_prefix, secret_type, tags = [] }: WebhookReport["filters"]): string {
  const { form } = webhooks;
  const parts = [
    path_prefix && `${form.path_prefix} ${path_prefix}`,
    secret_type && `${form.secret_type} ${secret_type}`,
    tags.length > 0 && `${form.tags} ${tags.join(", ")}`,
  ];
  return parts.filter(Boolean).join("; ") || texts.allSecrets;
}
