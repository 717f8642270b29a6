import { access, tokens as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { Badges } from "../../../parts/badge.tsx";
import { Facts } from "../../../parts/page.tsx";
import { Time } from "../../../parts/time.tsx";
import { IdentityLink, policyHref, tokenHref, trustHref } from "../common/links.tsx";
import type { Token } from "../common/types.ts";

const { facts } = texts;

/** What the record says; what does not apply is left out. */
export function TokenFacts({ token }: { readonly token: Token }) {
  return (
    <div class="card">
      <Facts
        of={[
          [access.identity, <IdentityLink key="identity" id={token.identity_id} />],
          [access.scopesTitle, <Badges key="scopes" of={token.scopes} />],
          [access.expires, <Time key="expires" at={token.expires_at} none={common.never} />],
          [access.lastUsed, <Time key="used" at={token.last_used_at} none={common.never} />],
          [access.created, <Time key="created" at={token.created_at} />],
          [access.createdBy, <IdentityLink key="by" id={token.created_by} />],
          [facts.via, texts.via[token.via]],
          [facts.renewable, token.renewable ? common.yes : common.no],
          [facts.uses, token.num_uses === null ? facts.anyNumber : common.count(token.num_uses)],
          [facts.policies, <CountingPolicies key="policies" ids={token.policy_ids} />],
          ...rareFacts(token),
          [facts.id, <code key="id">{token.id}</code>],
        ]}
      />
    </div>
  );
}

function CountingPolicies({ ids }: { readonly ids: readonly string[] | null }) {
  if (ids === null) return <>{facts.allPolicies}</>;
  if (ids.length === 0) return <>{common.none}</>;
  return (
    <span class="badges">
      {ids.map((id) => (
        <a key={id} href={policyHref(id)}>
          <code>{id}</code>
        </a>
      ))}
    </span>
  );
}

/** What few tokens have. */
function rareFacts(token: Token): Parameters<typeof Facts>[0]["of"][number][] {
  const { parent, trust_id } = token;
  const all = [
    [facts.revokedAt, token.revoked_at && <Time key="revoked" at={token.revoked_at} />],
    [facts.mfa, token.mfa_verified_at && <Time key="mfa" at={token.mfa_verified_at} />],
    [facts.renewedAt, token.renewed_at && <Time key="renewed" at={token.renewed_at} />],
    [facts.maxTtl, token.max_ttl],
    [facts.parent, parent && <a href={tokenHref(parent)}>{parent}</a>],
    [facts.trust, trust_id && <a href={trustHref(trust_id)}>{trust_id}</a>],
    [facts.issuer, token.issuer],
    [facts.subject, token.subject],
    [facts.metadata, Object.keys(token.metadata).length > 0 && <MetadataFacts of={token.metadata} />],
  ] as const;
  return all
    .filter(([, value]) => value !== null && value !== false && value !== "")
    .map(([name, value]) => [name, value]);
}

function MetadataFacts({ of }: { readonly of: Readonly<Record<string, string>> }) {
  return <Badges of={Object.entries(of).map(([name, value]) => `${name}: ${value}`)} />;
}
