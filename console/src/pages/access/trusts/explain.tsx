import { useState } from "preact/hooks";
import { trusts as texts } from "#texts/trusts.ts";
import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { Badge, type Tone } from "../../../parts/badge.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { type Column, Table } from "../../../parts/table.tsx";
import { faultsOf } from "../common/faults.ts";
import type { Check } from "./types.ts";

type Explanation = components["schemas"]["TrustExplanation"];
const words = texts.explain;
const TONES: Readonly<Record<Check["outcome"], Tone>> = { passed: "good", failed: "bad", skipped: "plain" };

/** Why a check did not pass: what it usually means, or the API's word for it. Pure. */
export function whyOf({ check, reason }: Pick<Check, "check" | "reason">): string {
  if (reason === null) return "";
  return words.hints[`${check} ${reason}`] ?? words.hints[check] ?? reason.replaceAll("_", " ");
}

const COLUMNS: readonly Column<Check>[] = [
  {
    title: words.check,
    cell: ({ check, claim }) => (
      <>
        {words.checks[check]} {claim !== undefined && <code>{claim}</code>}
      </>
    ),
  },
  { title: words.outcome, cell: ({ outcome }) => <Badge tone={TONES[outcome]}>{words.outcomes[outcome]}</Badge> },
  { title: words.why, cell: whyOf },
];

/** Each check of a foreign token. The token is in the field until it was sent, and nowhere else. */
export function Explain({ trustId }: { readonly trustId: string }) {
  const [jwt, setJwt] = useState("");
  const [told, setTold] = useState<Explanation>();
  const explain = useAction(async () => {
    const params = { path: { trust_id: trustId } };
    setTold(await asked(api.POST("/v1/trusts/{trust_id}/explain", { params, body: { jwt } })));
    setJwt("");
  });
  return (
    <Section title={words.title}>
      <p class="lead">{words.text}</p>
      <Form action={explain} submit={words.submit} disabled={jwt.trim() === ""} onSubmit={() => void explain.run()}>
        <TextField
          label={words.jwt}
          value={jwt}
          onInput={setJwt}
          rows={5}
          isCode
          fault={faultsOf(explain.error)("jwt")}
        />
      </Form>
      {told && (
        <>
          <Notice kind={told.ok ? "good" : "warning"}>{told.ok ? words.taken : words.refused}</Notice>
          <Table
            label={words.title}
            columns={COLUMNS}
            rows={told.checks}
            keyOf={({ check, claim }) => `${check} ${claim ?? ""}`}
          />
        </>
      )}
    </Section>
  );
}
