import { useState } from "preact/hooks";
import { access } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { policies as texts } from "#texts/policies.ts";
import { api, asked } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/dialog.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { Section } from "../../../parts/page.tsx";
import { type Column, PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { faultsOf } from "../common/faults.ts";
import { useKnownIdentities } from "../common/known.ts";
import { IdentityLink } from "../common/links.tsx";
import type { Binding } from "./types.ts";

const COLUMNS: readonly Column<Binding>[] = [
  { title: texts.boundTo, cell: ({ identity_id }) => <IdentityLink id={identity_id} /> },
  { title: access.expires, cell: ({ expires_at }) => <Time at={expires_at} none={common.never} /> },
  { title: texts.bound, cell: ({ created_at }) => <Time at={created_at} />, isExtra: true },
  { title: texts.boundBy, cell: ({ created_by }) => <IdentityLink id={created_by} />, isExtra: true },
];

/** For whom a policy counts. */
export function Bindings({ policyId }: { readonly policyId: string }) {
  const [removing, setRemoving] = useState<Binding>();
  const pages = usePages(policyId, async (cursor, signal) => {
    const params = { path: { id: policyId }, query: { cursor } };
    const page = await asked(api.GET("/v1/policies/{id}/bindings", { params, signal }));
    return { items: page.bindings, nextCursor: page.cursor };
  });
  const mayWrite = hasScope("policies:write");
  const removal: Column<Binding> = {
    title: texts.unbind,
    cell: (binding) => (
      <Button kind="quiet" label={texts.unbindOf(binding.identity_id)} onClick={() => setRemoving(binding)}>
        {texts.unbind}
      </Button>
    ),
  };
  return (
    <Section title={texts.bindings}>
      {mayWrite && <Bind policyId={policyId} onBound={pages.reload} />}
      <PagedTable
        label={texts.bindings}
        columns={mayWrite ? [...COLUMNS, removal] : COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<p class="lead">{texts.noBindings}</p>}
      />
      {removing && (
        <Unbind
          binding={removing}
          onClose={() => setRemoving(undefined)}
          onDone={() => {
            setRemoving(undefined);
            pages.reload();
          }}
        />
      )}
    </Section>
  );
}

function Bind({ policyId, onBound }: { readonly policyId: string; readonly onBound: () => void }) {
  const [identity, setIdentity] = useState("");
  const [until, setUntil] = useState("");
  const known = useKnownIdentities();
  const bind = useAction(async () => {
    const body = { identity_id: identity.trim(), ...(until !== "" && { expires_at: new Date(until).toISOString() }) };
    await asked(api.POST("/v1/policies/{id}/bindings", { params: { path: { id: policyId } }, body }));
    announce(texts.bindDone);
    setIdentity("");
    setUntil("");
    onBound();
  });
  const fault = faultsOf(bind.error);
  return (
    <div class="card narrow">
      <Form action={bind} submit={texts.bind} disabled={identity.trim() === ""} onSubmit={() => void bind.run()}>
        <div class="fields">
          <TextField
            label={texts.bindTo}
            value={identity}
            onInput={setIdentity}
            isCode
            list={known.value ?? []}
            fault={fault("identity_id")}
          />
          <TextField
            label={texts.bindUntil}
            type="datetime-local"
            value={until}
            onInput={setUntil}
            isOptional
            fault={fault("expires_at")}
          />
        </div>
      </Form>
    </div>
  );
}

function Unbind(props: { readonly binding: Binding; readonly onClose: () => void; readonly onDone: () => void }) {
  const { binding } = props;
  const unbind = useAction(async () => {
    const path = { id: binding.policy_id, binding_id: binding.id };
    await asked(api.DELETE("/v1/policies/{id}/bindings/{binding_id}", { params: { path } }));
    announce(texts.unbindDone);
    props.onDone();
  });
  return (
    <Confirm
      title={texts.unbindTitle}
      submit={texts.unbind}
      action={unbind}
      onConfirm={() => void unbind.run()}
      onClose={props.onClose}
    >
      <p>{texts.unbindText(binding.identity_id)}</p>
    </Confirm>
  );
}
