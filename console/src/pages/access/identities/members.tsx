import { useState } from "preact/hooks";
import { identities as texts } from "#texts/access.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/form.tsx";
import { ErrorNotice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { type Column, PagedTable } from "../../../parts/table.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { useKnownIdentities } from "../common/known.ts";
import type { Identity } from "../common/types.ts";
import { IDENTITY_COLUMNS } from "./columns.tsx";
import { useIdentities } from "./list.ts";

/** Puts somebody into a group or takes them out, by what their groups are at that moment. Throws ApiError. */
async function setMember(id: string, group: string, isMember: boolean): Promise<void> {
  const params = { path: { identity_id: id } };
  const { groups } = await asked(api.GET("/v1/identity/identities/{identity_id}", { params }));
  const others = groups.filter((one) => one !== group);
  const body = { groups: isMember ? [...others, group] : others };
  await asked(api.PATCH("/v1/identity/identities/{identity_id}", { params, body }));
}

/** Who is in a group. */
export function Members({ group }: { readonly group: string }) {
  const pages = useIdentities({ group, withInactive: true });
  const mayChange = hasScope("identity:admin");
  const remove = useAction(async (id: string) => {
    await setMember(id, group, false);
    announce(texts.memberRemoved);
    pages.reload();
  });
  const removal: Column<Identity> = {
    title: texts.remove,
    cell: ({ identity_id: id }) => (
      <Button kind="quiet" label={texts.removeMember(id)} onClick={() => void remove.run(id)}>
        {texts.remove}
      </Button>
    ),
  };
  const known = IDENTITY_COLUMNS.filter(({ title }) => title !== texts.facts.groups);
  return (
    <Section title={texts.members}>
      {mayChange && <AddMember group={group} onAdded={pages.reload} />}
      <ErrorNotice error={remove.error} />
      <PagedTable
        label={texts.members}
        columns={mayChange ? [...known, removal] : known}
        pages={pages}
        keyOf={({ identity_id }) => identity_id}
        empty={<p class="lead">{texts.noMembers}</p>}
      />
    </Section>
  );
}

function AddMember({ group, onAdded }: { readonly group: string; readonly onAdded: () => void }) {
  const [id, setId] = useState("");
  const known = useKnownIdentities();
  const add = useAction(async () => {
    await setMember(id.trim(), group, true);
    announce(texts.memberAdded);
    setId("");
    onAdded();
  });
  return (
    <form
      class="text-filter"
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim() !== "") void add.run();
      }}
    >
      <TextField
        label={texts.addMember}
        value={id}
        onInput={setId}
        isCode
        list={known.value?.filter((one) => !one.startsWith("group:")) ?? []}
      />
      <Button type="submit" busy={add.isBusy} disabled={id.trim() === ""}>
        {texts.addShort}
      </Button>
      <ErrorNotice error={add.error} />
    </form>
  );
}
