import { useState } from "preact/hooks";
import { audit } from "#texts/audit.ts";
import { newRows } from "../../../../packages/client/src/cli/audit/new-rows.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Empty, ErrorNotice, Loading } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { Instant } from "../../parts/time.tsx";
import { WindowedList } from "../../parts/windowed-list.tsx";
import { type AuditEntry, entryHref, objectOf } from "./entry.ts";
import { type Filters, isWhole, logsQuery } from "./filters.ts";

const texts = audit.log;
const PAGE_ROWS = 200;
const ROW_HEIGHT = 56;

const readPage = async (filters: Filters, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
  await asked(
    api.GET("/v1/audit/logs", {
      params: { query: { ...logsQuery(filters), limit, ...(cursor === undefined ? {} : { cursor }) } },
      ...(signal && { signal }),
    }),
  );

/** The rows that fit, newest first, read as they are scrolled to. */
export function useLog(filters: Filters) {
  return usePages(JSON.stringify(filters), async (cursor, signal) => {
    const { logs, cursor: nextCursor } = await readPage(filters, cursor, PAGE_ROWS, signal);
    return { items: logs, nextCursor };
  });
}

/** Rows that came since the list was read stand above it, on demand: nothing moves under the reader's eyes by itself. */
export function LogList({ filters, pages }: { readonly filters: Filters; readonly pages: ReturnType<typeof useLog> }) {
  const [fresh, setFresh] = useState<readonly AuditEntry[]>([]);
  const rows = [...fresh, ...pages.items];
  const look = useAction(async () => {
    const read = async (cursor: string | undefined, limit: number) => {
      const page = await readPage(filters, cursor, limit);
      return { rows: page.logs, cursor: page.cursor };
    };
    const found = await newRows(read, rows[0]?.seq ?? 0);
    // More than can be read at once: from the beginning, then.
    if (found === undefined) {
      setFresh([]);
      pages.reload();
    } else setFresh([...found.toReversed(), ...fresh]);
    announce(found?.length === 0 ? texts.freshNone : texts.freshFound(found?.length ?? 0));
  });
  if (rows.length === 0 && pages.isLoading) return <Loading />;
  return (
    <Section
      title={texts.title}
      actions={
        <Button busy={look.isBusy} onClick={() => void look.run()}>
          {texts.fresh}
        </Button>
      }
    >
      <ErrorNotice error={look.error} />
      {rows.length === 0 && !pages.error && <NoRows filters={filters} />}
      {rows.length > 0 && (
        <>
          <WindowedList
            label={texts.label}
            rows={rows}
            rowHeight={ROW_HEIGHT}
            keyOf={({ id }) => id}
            row={(entry) => <Row entry={entry} />}
            onNearEnd={pages.more}
          />
          <p class="small">{texts.shown(rows.length, pages.hasMore)}</p>
        </>
      )}
      <ErrorNotice error={pages.error} retry={pages.reload} />
    </Section>
  );
}

function NoRows({ filters }: { readonly filters: Filters }) {
  if (isWhole(filters)) return <Empty title={texts.empty} />;
  return (
    <Empty
      title={texts.noMatch}
      text={texts.noMatchText}
      action={<ButtonLink href="/console/audit">{audit.filters.clear}</ButtonLink>}
    />
  );
}

function Row({ entry }: { readonly entry: AuditEntry }) {
  const object = objectOf(entry);
  return (
    <a class="log-row" href={entryHref(entry.id)}>
      <span class="log-line">
        <span class="log-what">
          <code>{entry.action}</code> {object !== "" && <span class="log-object">{object}</span>}
        </span>{" "}
        <span class="log-outcome">
          <Badge tone={entry.success ? "plain" : "bad"}>
            {entry.success ? texts.done : (entry.error_code ?? texts.refused)}
          </Badge>
        </span>
      </span>{" "}
      <span class="log-line">
        <span class="log-who small">
          {entry.identity_id} {entry.source_ip !== null && <span>· {entry.source_ip}</span>}
        </span>{" "}
        <span class="log-when small">
          <Instant at={entry.timestamp} />
        </span>
      </span>
    </a>
  );
}
