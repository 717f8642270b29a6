import { secrets as texts } from "#texts/secrets.ts";
import { type Query, useQuery } from "../../data/query.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Page } from "../../parts/page.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { hasScope } from "../../session/scopes.ts";
import { whoNow } from "../../session/session.ts";
import { ofIn } from "./address.ts";
import { FilterBar } from "./filter-bar.tsx";
import { FolderView } from "./folder-view.tsx";
import { FlatList, SearchResults } from "./lists.tsx";
import { type Filters, isFiltered, STATES } from "./search.ts";
import { SECRET_TYPES } from "./types.ts";

/** What there is: folder by folder, as one list, or what a search and filters leave of it. All of that stands in the address. */
export default function Secrets() {
  const query = useQuery();
  const filters = filtersIn(query);
  const hasPartner = whoNow()?.partner_id != null;
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        hasScope("secrets:write") && (
          <ButtonLink kind="main" href={newHref(filters.folder)}>
            {texts.create}
          </ButtonLink>
        )
      }
    >
      {hasPartner && (
        <Tabs
          label={texts.tabs.label}
          query={query}
          name="of"
          tabs={[
            ["own", texts.tabs.own],
            ["partner", texts.tabs.partner],
          ]}
        />
      )}
      <FilterBar query={query} filters={filters} />
      {!isFiltered(filters) && (
        <Tabs
          label={texts.views.label}
          query={query}
          name="view"
          tabs={[
            ["folders", texts.views.folders],
            ["flat", texts.views.flat],
          ]}
        />
      )}
      <Content query={query} filters={filters} />
      <p class="small">{texts.deletedHint}</p>
    </Page>
  );
}

function Content({ query, filters }: { readonly query: Query; readonly filters: Filters }) {
  if (filters.of === "own" && filters.text !== "") return <SearchResults filters={filters} />;
  if (isFiltered(filters) || query.get("view") === "flat") return <FlatList filters={filters} />;
  return <FolderView query={query} filters={filters} />;
}

const newHref = (folder: string): string =>
  folder === "" ? "/console/secret-new" : `/console/secret-new?${new URLSearchParams({ in: folder })}`;

/** What an address says that is none of the words there are counts as not said. */
function filtersIn(query: Query): Filters {
  const [type, state, folder] = [query.get("type"), query.get("state"), query.get("in")];
  return {
    of: ofIn(query),
    folder: folder === "" || folder.endsWith("/") ? folder : `${folder}/`,
    text: query.get("q"),
    tag: query.get("tag"),
    type: SECRET_TYPES.find((one) => one === type) ?? "",
    state: STATES.find((one) => one === state) ?? "live",
  };
}
