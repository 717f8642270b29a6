import { rotation } from "#texts/rotation.ts";
import { api, asked } from "../../api/client.ts";
import { usePages } from "../../data/pages.ts";
import { Badge, type Tone } from "../../parts/badge.tsx";
import { Section } from "../../parts/page.tsx";
import { PagedTable } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import { secretHref } from "../../shell/addresses.ts";

const TONES = { success: "good", failed: "bad", pending: "warning" } as const satisfies Record<string, Tone>;

/** What this policy has rotated, newest first. */
export function History({ policyId }: { readonly policyId: string }) {
  const texts = rotation.policy;
  const pages = usePages(`history ${policyId}`, async (cursor, signal) => {
    const query = cursor === undefined ? {} : { cursor };
    const params = { path: { id: policyId }, query };
    const page = await asked(api.GET("/v1/rotation/policies/{id}/history", { params, signal }));
    return { items: page.data, nextCursor: page.cursor };
  });
  return (
    <Section title={texts.history}>
      <PagedTable
        label={texts.history}
        pages={pages}
        keyOf={({ id }) => id}
        columns={[
          { title: texts.started, cell: ({ started_at }) => <Time at={started_at} /> },
          { title: texts.secret, cell: ({ secret_path }) => <a href={secretHref(secret_path)}>{secret_path}</a> },
          { title: texts.trigger, cell: ({ trigger }) => texts.triggers[trigger], isExtra: true },
          {
            title: texts.versions,
            cell: ({ old_version, new_version }) => `${old_version ?? "–"} → ${new_version ?? "–"}`,
          },
          {
            title: texts.status,
            cell: ({ status }) => <Badge tone={TONES[status]}>{texts.statuses[status]}</Badge>,
          },
          { title: texts.error, cell: ({ error }) => error ?? "–", isExtra: true },
        ]}
        empty={<p>{texts.noHistory}</p>}
      />
    </Section>
  );
}
