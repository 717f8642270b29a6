import { access, identities as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useResource } from "../../../data/resource.ts";
import { Badge } from "../../../parts/badge.tsx";
import { ButtonLink } from "../../../parts/button.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { PageProps } from "../../../shell/route.ts";
import { Activity } from "../common/links.tsx";
import type { Identity } from "../common/types.ts";
import { useTokens } from "../tokens/list.ts";
import { OWN_TOKEN_COLUMNS } from "../tokens/table.tsx";
import { IdentityActs } from "./acts.tsx";
import { Groups, isSelf } from "./columns.tsx";
import { Members } from "./members.tsx";
import { BoundPolicies } from "./policies.tsx";
import { Trail } from "./trail.tsx";

/** One person, service account or group: what it is, what it holds, and what it did. */
export default function IdentityPage({ params }: PageProps) {
  const id = params.id ?? "";
  return <OneIdentity key={id} id={id} />;
}

function OneIdentity({ id }: { readonly id: string }) {
  const identity = useResource(id, (signal) =>
    asked(api.GET("/v1/identity/identities/{identity_id}", { params: { path: { identity_id: id } }, signal })),
  );
  const { value } = identity;
  return (
    <Page
      title={id}
      place={texts.title}
      crumbs={[{ text: texts.title, href: "/console/identities" }]}
      actions={value && <IdentityActs from={identity} identity={value} />}
    >
      <Loaded from={identity}>
        {(one) => {
          const isGroup = one.identity_type === "group";
          return (
            <>
              <p class="badges">
                <Badge>{texts.types[one.identity_type]}</Badge>
                <Activity isActive={one.is_active} />
                {isSelf(id) && <Badge>{texts.self}</Badge>}
              </p>
              <IdentityFacts of={one} />
              {isGroup ? <Members group={id} /> : <Tokens identity={id} />}
              {hasScope("policies:read") && <BoundPolicies identity={one} />}
              {!isGroup && hasScope("audit:read") && <Trail identity={id} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function IdentityFacts({ of }: { readonly of: Identity }) {
  const { facts } = texts;
  const ofBearer = [
    [facts.groups, <Groups key="groups" of={of.groups} />],
    [facts.roles, of.roles.map((role) => texts.form.roles[role]).join(", ") || common.none],
    [facts.lastSeen, <Time key="seen" at={of.last_seen_at} none={common.never} />],
  ] as const;
  return (
    <div class="card">
      <Facts
        of={[
          [facts.displayName, of.display_name],
          ...(of.identity_type === "group" ? [] : ofBearer),
          [access.created, <Time key="created" at={of.created_at} />],
          [access.updated, <Time key="updated" at={of.updated_at} />],
        ]}
      />
    </div>
  );
}

function Tokens({ identity }: { readonly identity: string }) {
  const pages = useTokens({ identity });
  const query = `identity=${encodeURIComponent(identity)}`;
  return (
    <Section
      title={texts.tokens}
      actions={
        <>
          {hasScope("identity:admin") && (
            <ButtonLink href={`/console/tokens/new?${query}`}>{texts.makeToken}</ButtonLink>
          )}
          <a href={`/console/tokens?${query}`}>{texts.allTokens}</a>
        </>
      }
    >
      <PagedTable
        label={texts.tokens}
        columns={OWN_TOKEN_COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<p class="lead">{texts.noTokens}</p>}
      />
    </Section>
  );
}
