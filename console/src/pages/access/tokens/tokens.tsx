import { tokens as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { useQuery } from "../../../data/query.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { CheckField } from "../../../parts/form.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { Allowed } from "../common/allowed.tsx";
import { useKnownIdentities } from "../common/known.ts";
import { TextFilter } from "../common/text-filter.tsx";
import { useTokens } from "./list.ts";
import { TOKEN_COLUMNS } from "./table.tsx";

/** Every token of the space, by whose it is. */
export default function Tokens() {
  const query = useQuery();
  const identity = query.get("identity");
  const withInactive = query.get("inactive") === "yes";
  const pages = useTokens({ identity, withInactive });
  const known = useKnownIdentities();
  const add = (
    <Allowed scope="identity:admin">
      <ButtonLink kind="main" href={`/console/tokens/new${identity && `?identity=${encodeURIComponent(identity)}`}`}>
        {texts.add}
      </ButtonLink>
    </Allowed>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={add}>
      <div class="filters">
        <TextFilter
          label={texts.filterIdentity}
          value={identity}
          onApply={(value) => query.set({ identity: value })}
          list={known.value?.filter((id) => !id.startsWith("group:")) ?? []}
        />
        <CheckField
          label={texts.showInactive}
          checked={withInactive}
          onChange={(on) => query.set({ inactive: on ? "yes" : "" })}
        />
      </div>
      <PagedTable
        label={texts.list}
        columns={TOKEN_COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        empty={
          identity === "" ? (
            <Empty title={texts.empty} text={texts.emptyText} action={hasScope("identity:admin") && add} />
          ) : (
            <Empty title={common.noMatch} action={<a href="/console/tokens">{common.clearFilters}</a>} />
          )
        }
      />
    </Page>
  );
}
