import { secrets as texts } from "#texts/secrets.ts";
import { nowMs } from "../../data/clock.ts";
import { useResource } from "../../data/resource.ts";
import { Button } from "../../parts/button.tsx";
import { Empty, ErrorNotice, Loaded, Loading, Notice } from "../../parts/notice.tsx";
import { WindowedList } from "../../parts/windowed-list.tsx";
import { searchSecrets } from "./find-secrets.ts";
import { NothingHere } from "./nothing-here.tsx";
import { ROW_HEIGHT, SecretRow } from "./rows.tsx";
import { type Filters, fits } from "./search.ts";
import { useSecretPages } from "./secret-pages.ts";

/** Every path that the filters leave, in their order; the next page is read as its end comes near. */
export function FlatList({ filters }: { readonly filters: Filters }) {
  const { pages, total = 0 } = useSecretPages(filters);
  const shown =
    filters.state === "rotated" ? pages.items.filter((secret) => fits(filters, secret, nowMs.value)) : pages.items;
  if (pages.items.length === 0 && pages.isLoading) return <Loading />;
  const isDone = !pages.hasMore && !pages.error;
  if (isDone && shown.length === 0) return <NothingHere filters={filters} />;
  return (
    <>
      <p class="small" role="status">
        {pages.hasMore ? texts.readOf(pages.items.length, total) : texts.total(shown.length)}
      </p>
      {shown.length > 0 && (
        <WindowedList
          label={texts.listLabel}
          rows={shown}
          rowHeight={ROW_HEIGHT}
          keyOf={({ path }) => path}
          row={(secret) => <SecretRow of={filters.of} name={secret.path} secret={secret} />}
          onNearEnd={pages.error ? undefined : pages.more}
        />
      )}
      <ErrorNotice error={pages.error} retry={pages.hasMore ? pages.more : pages.reload} />
      {pages.hasMore && filters.state === "rotated" && (
        <Button busy={pages.isLoading} onClick={pages.more}>
          {texts.lookFurther}
        </Button>
      )}
    </>
  );
}

/** What a text finds, at most as much as the API gives for one search. */
export function SearchResults({ filters }: { readonly filters: Filters }) {
  const found = useResource(filters.text, (signal) => searchSecrets(filters.text, signal));
  return (
    <Loaded from={found}>
      {({ secrets, isCut }) => {
        const shown = secrets.filter((secret) => fits(filters, secret, nowMs.value));
        return (
          <>
            {isCut && <Notice kind="warning">{texts.cut}</Notice>}
            {shown.length === 0 ? (
              <Empty title={texts.noMatch} />
            ) : (
              <>
                <p class="small" role="status">
                  {texts.found(shown.length)}
                </p>
                <WindowedList
                  label={texts.listLabel}
                  rows={shown}
                  rowHeight={ROW_HEIGHT}
                  keyOf={({ path }) => path}
                  row={(secret) => <SecretRow of={filters.of} name={secret.path} secret={secret} />}
                />
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
