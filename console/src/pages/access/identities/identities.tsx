import { identities as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { useQuery } from "../../../data/query.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { CheckField, SelectField } from "../../../parts/form.tsx";
import { Empty } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { Allowed } from "../common/allowed.tsx";
import { useKnownIdentities } from "../common/known.ts";
import { IDENTITY_COLUMNS } from "./columns.tsx";
import { useIdentities } from "./list.ts";

/** People, service accounts and groups. */
export default function Identities() {
  const query = useQuery();
  const [type, group, withInactive] = [query.get("type"), query.get("group"), query.get("inactive") === "yes"];
  const pages = useIdentities({ type, group, withInactive });
  const groups = useKnownIdentities("group");
  // One that was sent with the address may be gone.
  const choices = [...new Set([...(groups.value ?? []), group])].filter((id) => id !== "");
  const add = (
    <Allowed scope="identity:admin">
      <ButtonLink kind="main" href="/console/identities/new">
        {texts.add}
      </ButtonLink>
    </Allowed>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={add}>
      <div class="filters">
        <SelectField
          label={texts.type}
          value={type}
          onChange={(value) => query.set({ type: value })}
          options={texts.typeOptions}
        />
        <SelectField
          label={texts.group}
          value={group}
          onChange={(value) => query.set({ group: value })}
          options={[["", texts.anyGroup], ...choices.map((id) => [id, id] as const)]}
        />
        <CheckField
          label={texts.showInactive}
          checked={withInactive}
          onChange={(on) => query.set({ inactive: on ? "yes" : "" })}
        />
      </div>
      <PagedTable
        label={texts.list}
        columns={IDENTITY_COLUMNS}
        pages={pages}
        keyOf={({ identity_id }) => identity_id}
        empty={
          type === "" && group === "" ? (
            <Empty title={texts.empty} text={texts.emptyText} action={add} />
          ) : (
            <Empty title={common.noMatch} action={<a href="/console/identities">{common.clearFilters}</a>} />
          )
        }
      />
    </Page>
  );
}
