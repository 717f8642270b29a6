import { access, identities } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { trusts as texts } from "#texts/trusts.ts";
import { Badges } from "../../../parts/badge.tsx";
import { Facts, Section } from "../../../parts/page.tsx";
import { type Column, Table } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { Activity, IdentityLink } from "../common/links.tsx";
import type { Trust } from "./types.ts";

const { facts } = texts;
type Claim = readonly [claim: string, wanted: string | readonly string[]];

const CLAIM_COLUMNS: readonly Column<Claim>[] = [
  { title: facts.claim, cell: ([claim]) => <code>{claim}</code> },
  { title: facts.fits, cell: ([, wanted]) => <Badges of={[wanted].flat()} /> },
];

/** The terms of a trust. */
export function TrustFacts({ trust }: { readonly trust: Trust }) {
  const isTemplate = trust.identity_id.includes("{");
  return (
    <>
      <div class="card">
        <Facts
          of={[
            [access.state, <Activity key="state" isActive={trust.is_active} />],
            [texts.preset, texts.presets[trust.preset]],
            [texts.issuer, <code key="issuer">{trust.issuer}</code>],
            [facts.audience, <code key="audience">{trust.audience}</code>],
            [facts.keys, keysText(trust)],
            [
              texts.bearer,
              isTemplate ? (
                <code key="bearer">{trust.identity_id}</code>
              ) : (
                <IdentityLink key="bearer" id={trust.identity_id} />
              ),
            ],
            [facts.createIdentity, trust.create_identity ? common.yes : common.no],
            ...rareFacts(trust),
            [facts.id, <code key="id">{trust.id}</code>],
            [access.created, <Time key="created" at={trust.created_at} />],
            [access.createdBy, <IdentityLink key="by" id={trust.created_by} />],
          ]}
        />
      </div>
      <Section title={facts.claims}>
        <Table
          label={facts.claims}
          columns={CLAIM_COLUMNS}
          rows={Object.entries(trust.claims)}
          keyOf={([claim]) => claim}
        />
      </Section>
      <Section
        title={texts.gives}
        actions={hasScope("audit:read") && <a href={`/console/audit?trust_id=${trust.id}`}>{texts.trail}</a>}
      >
        <div class="card">
          <Facts
            of={[
              [access.scopesTitle, <Badges key="scopes" of={trust.scopes} />],
              [facts.ttl, trust.ttl],
              [facts.singleUse, trust.single_use ? common.yes : common.no],
            ]}
          />
        </div>
      </Section>
    </>
  );
}

function keysText({ jwks, jwks_uri }: Trust): string {
  if (jwks !== null) return facts.keysInline(jwks.keys.length);
  return jwks_uri ?? facts.keysByIssuer;
}

/** What few trusts have. */
function rareFacts(trust: Trust): Parameters<typeof Facts>[0]["of"][number][] {
  const { groups, roles, groups_claim, groups_map, mfa_claim, console_sign_in, has_client_secret } = trust;
  const map = Object.entries(groups_map).map(([value, group]) => `${value} = ${group}`);
  return [
    ...(groups.length > 0 ? [[facts.groups, <Badges key="groups" of={groups} />] as const] : []),
    ...(roles.length > 0 ? [[facts.roles, roles.map((role) => identities.form.roles[role]).join(", ")] as const] : []),
    ...(groups_claim !== null
      ? [
          [
            facts.groupsClaim,
            <>
              <code>{groups_claim}</code> <Badges of={map} />
            </>,
          ] as const,
        ]
      : []),
    ...(console_sign_in ? [[facts.signIn, has_client_secret ? facts.withSecret : facts.withoutSecret] as const] : []),
    ...(mfa_claim !== null ? [[facts.mfa, facts.mfaText(mfa_claim.claim, mfa_claim.values.join(", "))] as const] : []),
  ];
}
