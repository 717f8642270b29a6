import { secrets as texts } from "#texts/secrets.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Empty } from "../../parts/notice.tsx";
import { hasScope } from "../../session/scopes.ts";
import { listHref } from "./address.ts";
import { type Filters, isFiltered } from "./search.ts";

/** An empty list: what to do next depends on why it is empty. */
export function NothingHere({ filters }: { readonly filters: Filters }) {
  if (isFiltered(filters)) return <Empty title={texts.noMatch} />;
  if (filters.folder !== "")
    return (
      <Empty
        title={texts.empty.folder}
        action={<ButtonLink href={listHref(filters.of)}>{texts.empty.toTop}</ButtonLink>}
      />
    );
  const mayWrite = hasScope("secrets:write") && filters.of === "own";
  return (
    <Empty
      title={texts.empty.title}
      text={texts.empty.text}
      action={
        mayWrite && (
          <span class="actions">
            <ButtonLink kind="main" href="/console/secret-new">
              {texts.create}
            </ButtonLink>
            <ButtonLink href="/console/bulk">{texts.empty.bulk}</ButtonLink>
          </span>
        )
      }
    />
  );
}
