import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { access } from "#texts/access.ts";
import { approles as texts } from "#texts/approles.ts";
import { api, asked } from "../../../api/client.ts";
import { ApiError } from "../../../api/error.ts";
import { useAction } from "../../../data/resource.ts";
import { Form, TextField } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { faultsOf } from "../common/faults.ts";
import { approleHref } from "../common/links.tsx";
import { bodyOf, EMPTY_ROLE } from "./draft.ts";
import { RoleFields } from "./fields.tsx";

/** Is there a role of this name? The API would lay a new one over it. Throws ApiError. */
async function isTaken(name: string): Promise<boolean> {
  try {
    await asked(api.GET("/v1/approles/{name}", { params: { path: { name } } }));
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === "approle_not_found") return false;
    throw error;
  }
}

/** Makes a role, and the service account that it logs in as. */
export default function NewAppRole() {
  const { route } = useLocation();
  const [typed, setTyped] = useState("");
  const [takenName, setTakenName] = useState<string>();
  const [draft, setDraft] = useState(EMPTY_ROLE);
  const name = typed.trim();
  const create = useAction(async () => {
    if (await isTaken(name)) return setTakenName(name);
    await asked(api.PUT("/v1/approles/{name}", { params: { path: { name } }, body: bodyOf(draft) }));
    route(approleHref(name));
  });
  const fault = faultsOf(create.error);
  return (
    <Page title={texts.form.title} crumbs={[{ text: texts.title, href: "/console/approles" }]}>
      <Form action={create} submit={texts.form.submit} disabled={name === ""} onSubmit={() => void create.run()}>
        <TextField
          label={access.name}
          value={typed}
          onInput={setTyped}
          isCode
          required
          hint={texts.form.nameHint}
          fault={takenName === name && name !== "" ? texts.form.taken : fault("name")}
        />
        <RoleFields draft={draft} change={(changes) => setDraft({ ...draft, ...changes })} fault={fault} />
      </Form>
    </Page>
  );
}
