import { useState } from "preact/hooks";
import { access } from "#texts/access.ts";
import { approles } from "#texts/approles.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { usePages } from "../../../data/pages.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Badges } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/dialog.tsx";
import { Section } from "../../../parts/page.tsx";
import { type Column, PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { IdentityLink } from "../common/links.tsx";
import { MakeSecretId } from "./make-secret-id.tsx";
import type { SecretId } from "./types.ts";

const { secretIds: texts, facts } = approles;
const COLUMNS: readonly Column<SecretId>[] = [
  { title: texts.accessor, cell: ({ accessor }) => <code>{accessor}</code> },
  { title: access.expires, cell: ({ expires_at }) => <Time at={expires_at} none={common.never} /> },
  { title: texts.uses, cell: ({ num_uses }) => (num_uses === null ? facts.anyNumber : common.count(num_uses)) },
  { title: texts.from, cell: ({ cidr_list }) => cidr_list?.join(", ") ?? facts.anywhere, isExtra: true },
  {
    title: texts.metadata,
    cell: ({ metadata }) => <Badges of={Object.entries(metadata).map(([name, value]) => `${name}: ${value}`)} />,
    isExtra: true,
  },
  { title: access.createdBy, cell: ({ created_by }) => <IdentityLink id={created_by} />, isExtra: true },
];

/** By what a machine logs in. What is kept of each is a hash, so only its accessor names it. */
export function SecretIds({ role }: { readonly role: string }) {
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<SecretId>();
  const pages = usePages(role, async (cursor, signal) => {
    const params = { path: { name: role }, query: { cursor } };
    const page = await asked(api.GET("/v1/approles/{name}/secret-ids", { params, signal }));
    return { items: page.secret_ids, nextCursor: page.cursor };
  });
  const removal: Column<SecretId> = {
    title: texts.destroy,
    cell: (secretId) => (
      <Button kind="quiet" label={texts.destroyOf(secretId.accessor)} onClick={() => setEnding(secretId)}>
        {texts.destroy}
      </Button>
    ),
  };
  const done = () => {
    setMaking(false);
    setEnding(undefined);
    pages.reload();
  };
  return (
    <Section
      title={texts.title}
      actions={hasScope("identity:admin") && <Button onClick={() => setMaking(true)}>{texts.make}</Button>}
    >
      <PagedTable
        label={texts.title}
        columns={[...COLUMNS, removal]}
        pages={pages}
        keyOf={({ accessor }) => accessor}
        empty={<p class="lead">{texts.none}</p>}
      />
      {isMaking && <MakeSecretId role={role} onClose={done} />}
      {ending && <Destroy role={role} accessor={ending.accessor} onClose={() => setEnding(undefined)} onDone={done} />}
    </Section>
  );
}

function Destroy(props: {
  readonly role: string;
  readonly accessor: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const destroy = useAction(async () => {
    const path = { name: props.role, accessor: props.accessor };
    await asked(api.DELETE("/v1/approles/{name}/secret-ids/{accessor}", { params: { path } }));
    announce(texts.destroyed);
    props.onDone();
  });
  return (
    <Confirm
      title={texts.destroyTitle}
      submit={texts.destroy}
      action={destroy}
      onConfirm={() => void destroy.run()}
      onClose={props.onClose}
    >
      <p>{texts.destroyText}</p>
    </Confirm>
  );
}
