import { useState } from "preact/hooks";
import { rotation } from "#texts/rotation.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { useAction } from "../../data/resource.ts";
import { Button } from "../../parts/button.tsx";
import { Form, TextField } from "../../parts/form.tsx";
import { ErrorNotice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import { secretHref } from "../../shell/addresses.ts";

/** The secrets of a policy: which there are, one more, one less. */
export function Attached({ policyId, onChange }: { readonly policyId: string; readonly onChange: () => void }) {
  const texts = rotation.policy;
  const [path, setPath] = useState("");
  const at = { path: { id: policyId } };
  const pages = usePages(policyId, async (cursor, signal) => {
    const query = cursor === undefined ? {} : { cursor };
    const page = await asked(api.GET("/v1/rotation/policies/{id}/secrets", { params: { ...at, query }, signal }));
    return { items: page.secrets, nextCursor: page.cursor };
  });
  const attach = useAction(async () => {
    const body = { secret_path: path.trim() };
    await asked(api.POST("/v1/rotation/policies/{id}/secrets", { params: at, body }));
    setPath("");
    onChange();
  });
  const detach = useAction(async (secretPath: string) => {
    const params = { path: { id: policyId, path: secretPath } };
    await asked(api.DELETE("/v1/rotation/policies/{id}/secrets/{path}", { params }));
    onChange();
  });
  return (
    <Section title={texts.attached}>
      <PagedTable
        label={texts.attached}
        pages={pages}
        keyOf={({ secret_path }) => secret_path}
        columns={[
          { title: texts.secret, cell: ({ secret_path }) => <a href={secretHref(secret_path)}>{secret_path}</a> },
          { title: texts.last, cell: ({ last_rotated_at }) => <Time at={last_rotated_at} />, isExtra: true },
          { title: texts.next, cell: ({ next_rotation }) => <Time at={next_rotation} /> },
          {
            title: texts.detach,
            cell: ({ secret_path }) => (
              <Button
                kind="quiet"
                label={`${texts.detach} ${secret_path}`}
                busy={detach.isBusy}
                onClick={() => void detach.run(secret_path)}
              >
                {texts.detach}
              </Button>
            ),
          },
        ]}
        empty={<p>{texts.noneAttached}</p>}
      />
      <ErrorNotice error={detach.error} />
      <Form action={attach} submit={texts.attach} disabled={path.trim() === ""} onSubmit={() => void attach.run()}>
        <TextField label={texts.attachPath} isCode value={path} onInput={setPath} />
      </Form>
    </Section>
  );
}
