import { useState } from "preact/hooks";
import { access, identities as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { useAction } from "../../../data/resource.ts";
import { Button, ButtonLink } from "../../../parts/button.tsx";
import { ErrorNotice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { type Column, Table } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { IdentityLink, policyHref } from "../common/links.tsx";
import type { Identity } from "../common/types.ts";
import { type Bound, boundPolicies } from "./bound-policies.ts";

const COLUMNS: readonly Column<Bound>[] = [
  { title: access.name, cell: ({ policy }) => <a href={policyHref(policy.id)}>{policy.name}</a> },
  { title: texts.boundTo, cell: ({ binding }) => <IdentityLink id={binding.identity_id} /> },
  { title: access.expires, cell: ({ binding }) => <Time at={binding.expires_at} none={common.never} /> },
];

/** Which policies count for an identity. The API finds them by policy alone, so they are looked through when somebody asks. */
export function BoundPolicies({ identity }: { readonly identity: Identity }) {
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const [found, setFound] = useState<readonly Bound[]>();
  const { identity_id: id, groups } = identity;
  const look = useAction(async () => {
    setFound(await boundPolicies([id, ...groups], (done, of) => setProgress({ done, of })));
    setProgress(undefined);
  });
  return (
    <Section
      title={texts.policies}
      actions={
        <>
          <Button busy={look.isBusy} onClick={() => void look.run()}>
            {texts.findPolicies}
          </Button>
          <ButtonLink kind="quiet" href={`/console/policies/test?identity=${encodeURIComponent(id)}`}>
            {texts.testPolicy}
          </ButtonLink>
        </>
      }
    >
      {found === undefined && <p class="lead">{texts.policiesText}</p>}
      {look.isBusy && progress && <Progress label={texts.looking(progress.done, progress.of)} {...progress} />}
      <ErrorNotice error={look.error} />
      {found?.length === 0 && <p class="lead">{texts.noPolicies}</p>}
      {found !== undefined && found.length > 0 && (
        <Table label={texts.policies} columns={COLUMNS} rows={found} keyOf={({ binding }) => binding.id} />
      )}
    </Section>
  );
}
