import { events as texts } from "#texts/broker.ts";
import { Badge } from "../../parts/badge.tsx";
import { Empty } from "../../parts/notice.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import { detailText } from "./detail-text.ts";
import { type BrokerEvent, useEvents } from "./records.ts";

/** What happened to a record: the rows of the audit log about it. */
export function Events({ of, id }: { readonly of: "vault-integrations" | "credentials"; readonly id: string }) {
  return (
    <PagedTable<BrokerEvent>
      label={texts.label}
      pages={useEvents(of, id)}
      keyOf={(event) => event.id}
      empty={<Empty title={texts.none} />}
      columns={[
        { title: texts.at, cell: ({ at }) => <Time at={at} /> },
        { title: texts.what, cell: ({ action }) => <code>{action}</code> },
        { title: texts.outcome, cell: outcomeOf },
        { title: texts.who, cell: ({ actor }) => actor },
        { title: texts.details, cell: ({ details }) => <Details of={details} />, isExtra: true },
        { title: texts.request, cell: ({ requestId }) => requestId && <code>{requestId}</code>, isExtra: true },
      ]}
    />
  );
}

const outcomeOf = ({ outcome, code }: BrokerEvent) =>
  outcome === "success" ? <Badge tone="good">{texts.success}</Badge> : <Badge tone="bad">{code ?? outcome}</Badge>;

function Details({ of }: { readonly of: Readonly<Record<string, unknown>> }) {
  return (
    <>
      {Object.entries(of).map(([name, value]) => (
        <div key={name} class="small">
          {name}: {detailText(value)}
        </div>
      ))}
    </>
  );
}
