import { audit } from "#texts/audit.ts";
import { actionText } from "#texts/audit-actions.ts";
import { api, asked } from "../../api/client.ts";
import { withQuery } from "../../data/query.ts";
import { useResource } from "../../data/resource.ts";
import { Badge } from "../../parts/badge.tsx";
import { ButtonLink } from "../../parts/button.tsx";
import { CodeBlock } from "../../parts/copy.tsx";
import { Empty, Loaded } from "../../parts/notice.tsx";
import { Facts, Page, Section } from "../../parts/page.tsx";
import { Instant } from "../../parts/time.tsx";
import type { PageProps } from "../../shell/route.ts";
import { type AuditEntry, placeOf, secondOfId } from "./entry.ts";
import { Extra } from "./extra.tsx";
import type { LogsQuery } from "./filters.ts";

const texts = audit.entry;
const { columns } = texts;

/** One entry whole. The API has no call for one: its id says when it was written, and the log of that second is read. */
export default function EntryPage({ params: { id = "" } }: PageProps) {
  const second = secondOfId(id);
  const found = useResource(second && id ? id : null, (signal) => entryIn(second ?? {}, id, signal));
  const crumbs = [{ text: audit.title, href: "/console/audit" }];
  return (
    <Page title={texts.title} place={id} crumbs={crumbs}>
      {second === undefined ? (
        <NotFound />
      ) : (
        <Loaded from={found}>{(entry) => (entry === null ? <NotFound /> : <Entry entry={entry} />)}</Loaded>
      )}
    </Page>
  );
}

const PAGE_ROWS = 1000;
/** Null: it is not among the rows of that span. Throws ApiError. */
async function entryIn(span: LogsQuery, id: string, signal: AbortSignal): Promise<AuditEntry | null> {
  let query: LogsQuery = { ...span, limit: PAGE_ROWS };
  for (;;) {
    const page = await asked(api.GET("/v1/audit/logs", { params: { query }, signal }));
    const entry = page.logs.find((one) => one.id === id);
    if (entry || page.cursor === null) return entry ?? null;
    query = { ...query, cursor: page.cursor };
  }
}

const NotFound = () => (
  <Empty
    title={texts.notFound}
    text={texts.notFoundText}
    action={<ButtonLink href="/console/audit">{texts.back}</ButtonLink>}
  />
);

function Entry({ entry }: { readonly entry: AuditEntry }) {
  return (
    <>
      <WhatHappened entry={entry} />
      <Who entry={entry} />
      <Section title={texts.more}>
        <Extra data={entry.extra_data} />
      </Section>
      <Related entry={entry} />
      <Section title={texts.place}>
        <Facts
          of={[
            [columns.seq, entry.seq.toLocaleString("en")],
            [columns.id, <code>{entry.id}</code>],
            [columns.hash, <code>{entry.hash}</code>],
          ]}
        />
        <CodeBlock label={texts.json} text={JSON.stringify(entry, null, 2)} />
      </Section>
    </>
  );
}

function WhatHappened({ entry }: { readonly entry: AuditEntry }) {
  const { success, error_code, secret_path } = entry;
  const sentence = actionText(entry.action);
  return (
    <Section title={texts.facts}>
      <Facts
        of={[
          [columns.timestamp, <Instant at={entry.timestamp} />],
          [texts.utc, <code>{entry.timestamp}</code>],
          [columns.action, <code>{entry.action}</code>],
          [texts.what, sentence],
          [
            columns.success,
            <Badge tone={success ? "good" : "bad"}>{success ? audit.log.done : audit.log.refused}</Badge>,
          ],
          [columns.error_code, error_code && <code>{error_code}</code>],
          [columns.secret_path, secret_path && <Linked name="secret_path" value={secret_path} />],
          [columns.duration_ms, texts.milliseconds(entry.duration_ms)],
        ]}
      />
    </Section>
  );
}

function Who({ entry }: { readonly entry: AuditEntry }) {
  return (
    <Section title={texts.who}>
      <Facts
        of={[
          [columns.identity_id, <Linked name="identity_id" value={entry.identity_id} />],
          [columns.identity_type, entry.identity_type.replaceAll("_", " ")],
          [columns.actor_tenant_id, entry.actor_tenant_id && <code>{entry.actor_tenant_id}</code>],
          [columns.tenant_id, <code>{entry.tenant_id}</code>],
          [columns.token_id, entry.token_id && <Linked name="token_id" value={entry.token_id} />],
          [columns.source_ip, entry.source_ip && <code>{entry.source_ip}</code>],
          [columns.user_agent, entry.user_agent],
          [columns.request_id, entry.request_id && <code>{entry.request_id}</code>],
        ]}
      />
    </Section>
  );
}

function Linked({ name, value }: { readonly name: string; readonly value: string }) {
  const href = placeOf(name, value);
  return href === undefined ? <code>{value}</code> : <a href={href}>{value}</a>;
}

function Related({ entry }: { readonly entry: AuditEntry }) {
  const { trust_id } = entry.extra_data;
  const ways = [
    [texts.sameRequest, "request_id", entry.request_id],
    [texts.sameIdentity, "identity_id", entry.identity_id],
    [texts.samePath, "path_prefix", entry.secret_path],
    [texts.sameAddress, "source_ip", entry.source_ip],
    [texts.sameTrust, "trust_id", typeof trust_id === "string" ? trust_id : null],
  ] as const;
  return (
    <Section title={texts.related}>
      <ul>
        {ways.map(
          ([text, filter, value]) =>
            value !== null && (
              <li key={filter}>
                <a href={withQuery("/console/audit", { [filter]: value })}>{text}</a>
              </li>
            ),
        )}
      </ul>
    </Section>
  );
}
