import { rotation as texts } from "#texts/rotation.ts";
import { useQuery } from "../../data/query.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { Page } from "../../parts/page.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { hasScope } from "../../session/scopes.ts";
import { Due } from "./due.tsx";
import { Policies } from "./policies.tsx";

/** What is due, and the policies that say so. */
export default function Rotation() {
  const query = useQuery();
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        hasScope("admin") && (
          <ButtonLink href="/console/rotation/new" kind="main">
            {texts.create}
          </ButtonLink>
        )
      }
    >
      <Tabs
        label={texts.tabs.label}
        query={query}
        name="view"
        tabs={[
          ["due", texts.tabs.due],
          ["policies", texts.tabs.policies],
        ]}
      />
      {query.get("view") === "policies" ? <Policies /> : <Due query={query} />}
    </Page>
  );
}
