import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { trusts as texts } from "#texts/trusts.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { type Resource, useAction, useResource } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Form } from "../../../parts/form.tsx";
import { Loaded, Notice } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import type { PageProps } from "../../../shell/route.ts";
import { faultsOf } from "../common/faults.ts";
import { TrustActs } from "./acts.tsx";
import { patchOf } from "./body.ts";
import { draftOf } from "./draft.ts";
import { Explain } from "./explain.tsx";
import { TrustFacts } from "./facts.tsx";
import { isSendable, TrustFields } from "./fields.tsx";
import { UseGuide } from "./guide.tsx";
import type { Trust } from "./types.ts";

/** One trust: its terms, why it takes a token or not, and how it is used. */
export default function TrustPage({ params }: PageProps) {
  const id = params.id ?? "";
  return <OneTrust key={id} id={id} />;
}

function OneTrust({ id }: { readonly id: string }) {
  const query = useQuery();
  const from = useResource(id, (signal) =>
    asked(api.GET("/v1/trusts/{trust_id}", { params: { path: { trust_id: id } }, signal })),
  );
  const { tabs } = texts;
  return (
    <Page
      title={from.value?.name ?? id}
      place={texts.title}
      crumbs={[{ text: texts.title, href: "/console/trusts" }]}
      actions={from.value && <TrustActs trust={from.value} onChanged={from.reload} />}
    >
      <Loaded from={from}>
        {(trust) => (
          <>
            <Tabs
              label={tabs.label}
              query={query}
              name="view"
              tabs={[
                ["show", tabs.show],
                ["explain", tabs.explain],
                ["use", tabs.use],
                ["edit", tabs.edit],
              ]}
            />
            <View view={query.get("view")} trust={trust} from={from} onSaved={() => query.set({ view: "" })} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface ViewProps {
  readonly trust: Trust;
  readonly from: Resource<Trust>;
  readonly onSaved: () => void;
}

function View({ view, ...props }: ViewProps & { readonly view: string }) {
  switch (view) {
    case "explain":
      return <Explain trustId={props.trust.id} />;
    case "use":
      return <UseGuide trust={props.trust} />;
    case "edit":
      return <EditTrust key={props.trust.updated_at} {...props} />;
    default:
      return <TrustFacts trust={props.trust} />;
  }
}

/** A change says only what was changed: the API has no precondition here. */
function EditTrust({ trust, from, onSaved }: ViewProps) {
  const [draft, setDraft] = useState(() => draftOf(trust));
  const patch = patchOf(trust, draft);
  const save = useAction(async () => {
    await asked(api.PATCH("/v1/trusts/{trust_id}", { params: { path: { trust_id: trust.id } }, body: patch }));
    announce(common.saved);
    from.reload();
    onSaved();
  });
  return (
    <Form
      action={save}
      submit={common.save}
      disabled={!isSendable(draft) || Object.keys(patch).length === 0}
      onSubmit={() => void save.run()}
    >
      <Notice>{texts.form.narrower}</Notice>
      <TrustFields
        draft={draft}
        change={(changes) => setDraft({ ...draft, ...changes })}
        fault={faultsOf(save.error)}
        hasSecret={trust.has_client_secret}
      />
    </Form>
  );
}
