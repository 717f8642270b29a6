import { useState } from "preact/hooks";
import { access } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { policies as texts } from "#texts/policies.ts";
import { type Query, useQuery } from "../../../data/query.ts";
import { type Resource, useResource } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { CodeBlock } from "../../../parts/copy.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { PageProps } from "../../../shell/route.ts";
import { Allowed } from "../common/allowed.tsx";
import { Activity } from "../common/links.tsx";
import { Bindings } from "./bindings.tsx";
import { DeletePolicy } from "./delete-policy.tsx";
import { EditPolicy, EditPolicyText } from "./edit.tsx";
import { textOf } from "./json.ts";
import { RulesTable } from "./rules-table.tsx";
import { readPolicy } from "./save.ts";
import { contentOf, type Policy, type ReadPolicy } from "./types.ts";

/** One policy: what it permits, and for whom. */
export default function PolicyPage({ params }: PageProps) {
  const id = params.id ?? "";
  return <OnePolicy key={id} id={id} />;
}

function OnePolicy({ id }: { readonly id: string }) {
  const query = useQuery();
  const from = useResource(id, (signal) => readPolicy(id, signal));
  const policy = from.value?.policy;
  const { tabs } = texts;
  return (
    <Page
      title={policy?.name ?? id}
      place={texts.title}
      crumbs={[{ text: texts.title, href: "/console/policies" }]}
      actions={policy && <Acts policy={policy} etag={from.value?.etag ?? ""} />}
    >
      <Loaded from={from}>
        {(read) => (
          <>
            <Tabs
              label={tabs.label}
              query={query}
              name="view"
              tabs={[
                ["show", tabs.show],
                ...(hasScope("policies:write") ? [["edit", tabs.edit] as const] : []),
                ["json", tabs.json],
              ]}
            />
            <View query={query} read={read} from={from} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function View({
  query,
  read,
  from,
}: {
  readonly query: Query;
  readonly read: ReadPolicy;
  readonly from: Resource<ReadPolicy>;
}) {
  const props = {
    base: read,
    onSaved: () => {
      announce(common.saved);
      from.reload();
      query.set({ view: "" });
    },
    onTakeTheirs: from.reload,
  };
  switch (query.get("view")) {
    case "edit":
      // Begun anew with what was read anew
      return <EditPolicy key={read.etag} {...props} />;
    case "json":
      if (hasScope("policies:write")) return <EditPolicyText key={read.etag} {...props} />;
      return <CodeBlock text={textOf(contentOf(read.policy))} label={texts.form.json} />;
    default:
      return <Shown policy={read.policy} />;
  }
}

function Shown({ policy }: { readonly policy: Policy }) {
  return (
    <>
      <div class="card">
        <Facts
          of={[
            [access.state, <Activity key="state" isActive={policy.is_active} />],
            [texts.description, policy.description],
            [texts.revision, common.count(policy.revision)],
            [access.created, <Time key="created" at={policy.created_at} />],
            [access.updated, <Time key="updated" at={policy.updated_at} />],
          ]}
        />
      </div>
      <Section title={texts.rules}>
        <RulesTable rules={policy.rules} />
      </Section>
      <Bindings policyId={policy.id} />
    </>
  );
}

function Acts({ policy, etag }: { readonly policy: Policy; readonly etag: string }) {
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <ButtonLink href="/console/policies/test">{texts.test}</ButtonLink>
      <Allowed scope="policies:write">
        <Button kind="danger" onClick={() => setDeleting(true)}>
          {common.delete}
        </Button>
        {isDeleting && <DeletePolicy policy={policy} etag={etag} onClose={() => setDeleting(false)} />}
      </Allowed>
    </>
  );
}
