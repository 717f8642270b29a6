import { useEffect, useMemo, useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { secrets as texts } from "#texts/secrets.ts";
import type { Query } from "../../data/query.ts";
import { useResource } from "../../data/resource.ts";
import { Button } from "../../parts/button.tsx";
import { ErrorNotice, Loading } from "../../parts/notice.tsx";
import { WindowedList } from "../../parts/windowed-list.tsx";
import { foldersAbove } from "./address.ts";
import { type Entry, entriesOf, type Folder } from "./folders.ts";
import { NothingHere } from "./nothing-here.tsx";
import { ROW_HEIGHT, SecretRow } from "./rows.tsx";
import { type Filters, listFilters } from "./search.ts";
import { useSecretPages } from "./secret-pages.ts";
import { listSecrets } from "./store.ts";
import type { ListedSecret } from "./types.ts";

/** Secrets inside subfolders that are read unasked, to see what stands behind them: a subfolder may hold any number. */
const UNASKED = 1000;
/** So many rows fill every window; further ones are read as one scrolls. */
const ROWS_AT_ONCE = 60;

/** One folder: those in it, with how many secrets each has, and the secrets themselves. */
export function FolderView({ query, filters }: { readonly query: Query; readonly filters: Filters }) {
  const { folder, of } = filters;
  const { pages, total } = useSecretPages(filters);
  const [asked, setAsked] = useState({ folder, count: 0 });
  const entries = useMemo(() => entriesOf(pages.items, folder, pages.hasMore), [pages.items, pages.hasMore, folder]);
  const swallowed = pages.items.length - entries.length;
  const isHeld = pages.hasMore && swallowed >= UNASKED + (asked.folder === folder ? asked.count : 0);
  // A page that only fills a subfolder adds no row, so the list does not notice that its end is near.
  useEffect(() => {
    if (!isHeld && !pages.error && entries.length < ROWS_AT_ONCE) pages.more();
  }, [isHeld, pages.items.length]);
  return (
    <>
      <Way query={query} folder={folder} />
      {pages.items.length === 0 && pages.isLoading && <Loading />}
      {pages.items.length === 0 && !pages.isLoading && !pages.error && <NothingHere filters={filters} />}
      {entries.length > 0 && (
        <>
          <p class="small" role="status">
            {pages.hasMore && total !== undefined
              ? texts.readOf(pages.items.length, total)
              : texts.total(pages.items.length)}
          </p>
          <WindowedList<Entry<ListedSecret>>
            label={texts.folderLabel(folder)}
            rows={entries}
            rowHeight={ROW_HEIGHT}
            keyOf={(entry) => entry.name}
            row={(entry) =>
              entry.kind === "secret" ? (
                <SecretRow of={of} name={entry.name} secret={entry.secret} />
              ) : (
                <FolderRow query={query} filters={filters} folder={entry} />
              )
            }
            onNearEnd={isHeld || pages.error || entries.length < ROWS_AT_ONCE ? undefined : pages.more}
          />
        </>
      )}
      <ErrorNotice error={pages.error} retry={pages.hasMore ? pages.more : pages.reload} />
      {isHeld && (
        <Button
          busy={pages.isLoading}
          onClick={() => {
            setAsked({ folder, count: swallowed });
            pages.more();
          }}
        >
          {texts.lookFurther}
        </Button>
      )}
    </>
  );
}

function FolderRow(props: { readonly query: Query; readonly filters: Filters; readonly folder: Folder }) {
  const { query, filters, folder } = props;
  return (
    <>
      <a class="row-name folder" href={query.href({ in: folder.prefix })}>
        {folder.name}
      </a>
      <span class="small">
        {folder.isWhole ? texts.inFolder(common.count(folder.count)) : <WholeCount filters={filters} folder={folder} />}
      </span>
    </>
  );
}

/** How many there are in a folder that was not read to its end. */
function WholeCount({ filters, folder }: { readonly filters: Filters; readonly folder: Folder }) {
  const { of } = filters;
  const total = useResource(JSON.stringify([of, folder.prefix]), async (signal) => {
    const asked = listFilters({ ...filters, folder: folder.prefix }, Date.now());
    return (await listSecrets(of, { ...asked, limit: 1 }, signal)).total_count;
  });
  if (total.value === undefined) return <>{texts.atLeast(common.count(folder.count))}</>;
  return <>{texts.inFolder(common.count(total.value))}</>;
}

/** Where one is, and the way up. */
function Way({ query, folder }: { readonly query: Query; readonly folder: string }) {
  if (folder === "") return null;
  const above = foldersAbove(folder);
  return (
    <nav class="crumbs" aria-label={texts.folderLabel(folder)}>
      <ol>
        <li>
          <a href={query.href({ in: "" })}>{texts.top}</a>
        </li>
        {above.map(({ name, folder: one }) => (
          <li key={one}>
            <a href={query.href({ in: one })} aria-current={one === folder ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
