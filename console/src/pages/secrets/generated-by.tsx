import { useEffect } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import { useResource } from "../../data/resource.ts";
import { Badges } from "../../parts/badge.tsx";
import { SelectField } from "../../parts/form.tsx";
import { Loaded, Notice } from "../../parts/notice.tsx";
import { type GenerationPolicy, generationPolicies } from "./generation.ts";

const { create } = texts;

/** Which generation policy makes the value, and the fields that it makes. */
export function GeneratedBy(props: { readonly policy: string; readonly onChange: (policy: string) => void }) {
  const policies = useResource("", generationPolicies);
  return <Loaded from={policies}>{(all) => <Choice {...props} policies={all} />}</Loaded>;
}

function Choice(props: {
  readonly policy: string;
  readonly policies: readonly GenerationPolicy[];
  readonly onChange: (policy: string) => void;
}) {
  const { policy, policies, onChange } = props;
  const chosen = policies.find(({ id }) => id === policy);
  const first = policies[0]?.id;
  useEffect(() => {
    if (!chosen && first !== undefined) onChange(first);
  }, [first]);
  if (first === undefined) return <Notice>{create.noPolicy}</Notice>;
  return (
    <>
      <SelectField
        label={create.policy}
        hint={create.policyHint}
        value={policy}
        onChange={onChange}
        options={policies.map(({ id, name }) => [id, name] as const)}
      />
      <p>
        {create.fields}: <Badges of={chosen?.fields.map(({ name }) => name) ?? []} />
      </p>
    </>
  );
}
