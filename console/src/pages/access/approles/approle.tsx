import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { approles as texts } from "#texts/approles.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { type Resource, useAction, useResource } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/dialog.tsx";
import { Form } from "../../../parts/form.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { Tabs } from "../../../parts/tabs.tsx";
import type { PageProps } from "../../../shell/route.ts";
import { Allowed } from "../common/allowed.tsx";
import { faultsOf } from "../common/faults.ts";
import { draftOf, patchOf } from "./draft.ts";
import { RoleFacts } from "./facts.tsx";
import { RoleFields } from "./fields.tsx";
import { SecretIds } from "./secret-ids.tsx";
import type { AppRole } from "./types.ts";

/** One role: what it is bound by, and its secret ids. */
export default function AppRolePage({ params }: PageProps) {
  const name = params.name ?? "";
  return <OneRole key={name} name={name} />;
}

function OneRole({ name }: { readonly name: string }) {
  const query = useQuery();
  const from = useResource(name, (signal) =>
    asked(api.GET("/v1/approles/{name}", { params: { path: { name } }, signal })),
  );
  const { tabs } = texts;
  return (
    <Page
      title={name}
      place={texts.title}
      crumbs={[{ text: texts.title, href: "/console/approles" }]}
      actions={from.value && <DeleteRole name={name} />}
    >
      <Loaded from={from}>
        {(role) => (
          <>
            <Tabs
              label={tabs.label}
              query={query}
              name="view"
              tabs={[
                ["show", tabs.show],
                ["edit", tabs.edit],
              ]}
            />
            {query.get("view") === "edit" ? (
              <EditRole key={role.updated_at} role={role} from={from} onSaved={() => query.set({ view: "" })} />
            ) : (
              <>
                <RoleFacts role={role} />
                <SecretIds role={name} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** A change says only what was changed: the API has no precondition here. */
function EditRole(props: { readonly role: AppRole; readonly from: Resource<AppRole>; readonly onSaved: () => void }) {
  const { role, from, onSaved } = props;
  const [draft, setDraft] = useState(() => draftOf(role));
  const patch = patchOf(role, draft);
  const save = useAction(async () => {
    await asked(api.PATCH("/v1/approles/{name}", { params: { path: { name: role.name } }, body: patch }));
    announce(common.saved);
    from.reload();
    onSaved();
  });
  return (
    <Form
      action={save}
      submit={common.save}
      disabled={Object.keys(patch).length === 0}
      onSubmit={() => void save.run()}
    >
      <RoleFields draft={draft} change={(changes) => setDraft({ ...draft, ...changes })} fault={faultsOf(save.error)} />
    </Form>
  );
}

function DeleteRole({ name }: { readonly name: string }) {
  const [isOpen, setOpen] = useState(false);
  const { route } = useLocation();
  const remove = useAction(async () => {
    await asked(api.DELETE("/v1/approles/{name}", { params: { path: { name } } }));
    announce(texts.deleted);
    route("/console/approles", true);
  });
  return (
    <Allowed scope="identity:admin">
      <Button kind="danger" onClick={() => setOpen(true)}>
        {common.delete}
      </Button>
      {isOpen && (
        <Confirm
          title={texts.deleteTitle}
          submit={common.delete}
          word={name}
          action={remove}
          onConfirm={() => void remove.run()}
          onClose={() => setOpen(false)}
        >
          <p>{texts.deleteText}</p>
        </Confirm>
      )}
    </Allowed>
  );
}
