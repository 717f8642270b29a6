import { access } from "#texts/access.ts";
import { approles as texts } from "#texts/approles.ts";
import { common, times } from "#texts/common.ts";
import { Badges } from "../../../parts/badge.tsx";
import { CodeBlock } from "../../../parts/copy.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Facts } from "../../../parts/page.tsx";
import { Time } from "../../../parts/time.tsx";
import { IdentityLink } from "../common/links.tsx";
import type { AppRole } from "./types.ts";

const { facts } = texts;
const cidrs = (list: readonly string[] | null): string => list?.join(", ") ?? facts.anywhere;
const uses = (count: number | null): string => (count === null ? facts.anyNumber : common.count(count));

/** What a role is bound by. */
export function RoleFacts({ role }: { readonly role: AppRole }) {
  return (
    <>
      {role.stopped_until !== null && (
        <Notice kind="bad">{texts.stoppedText(times.absolute(new Date(role.stopped_until)))}</Notice>
      )}
      <div class="card">
        <p class="small">{facts.roleId}</p>
        <CodeBlock text={role.role_id} label={facts.roleId} />
        <Facts
          of={[
            [texts.identity, <IdentityLink key="identity" id={role.identity_id} />],
            [
              facts.policies,
              role.token_policies.length > 0 ? <Badges key="policies" of={role.token_policies} /> : common.none,
            ],
            [access.scopesTitle, <Badges key="scopes" of={role.scopes} />],
            [facts.bind, role.bind_secret_id ? common.yes : common.no],
            [facts.secretTtl, role.secret_id_ttl ?? facts.noBound],
            [facts.secretUses, uses(role.secret_id_num_uses)],
            [facts.secretCidrs, cidrs(role.secret_id_bound_cidrs)],
            [facts.tokenTtl, role.token_ttl ?? facts.tenantDefault],
            [facts.tokenMaxTtl, role.token_max_ttl ?? facts.noBound],
            [facts.tokenUses, uses(role.token_num_uses)],
            [facts.tokenCidrs, cidrs(role.token_bound_cidrs)],
            [access.created, <Time key="created" at={role.created_at} />],
          ]}
        />
      </div>
    </>
  );
}
