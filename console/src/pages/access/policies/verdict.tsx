import { policies as texts } from "#texts/policies.ts";
import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";
import { useResource } from "../../../data/resource.ts";
import { Notice } from "../../../parts/notice.tsx";
import { policyHref } from "../common/links.tsx";
import { RulesTable } from "./rules-table.tsx";

type Verdict = components["schemas"]["PolicyTest"];
const words = texts.tester;

/** What the policies say, and the rule that decided. */
export function VerdictNotice({ verdict }: { readonly verdict: Verdict }) {
  if ("matched_policy" in verdict)
    return (
      <Notice kind="good">
        <h2>{words.allowed}</h2>
        <p>
          {words.by} <PolicyName id={verdict.matched_policy} />, {words.rule}:
        </p>
        <RulesTable rules={[verdict.matched_rule]} label={words.rule} />
      </Notice>
    );
  const { reason, evaluated_policies: looked } = verdict;
  return (
    <Notice kind="warning">
      <h2>{words.refused}</h2>
      <p>{words.reasons[reason] ?? reason}</p>
      <p class="small">
        {words.code} <code>{reason}</code>.
      </p>
      {looked.length === 0 ? <p>{words.lookedNone}</p> : <p>{words.looked}:</p>}
      {looked.length > 0 && (
        <ul>
          {looked.map((id) => (
            <li key={id}>
              <PolicyName id={id} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** A policy by its name, once that is known; a partner's own is not found here and stays an id. */
function PolicyName({ id }: { readonly id: string }) {
  const policy = useResource(id, (signal) => asked(api.GET("/v1/policies/{id}", { params: { path: { id } }, signal })));
  if (policy.error) return <code>{id}</code>;
  return <a href={policyHref(id)}>{policy.value?.name ?? id}</a>;
}
