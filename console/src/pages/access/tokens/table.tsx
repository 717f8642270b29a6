import { access, tokens as texts } from "#texts/access.ts";
import { common } from "#texts/common.ts";
import { Badge, Badges, type Tone } from "../../../parts/badge.tsx";
import type { Column } from "../../../parts/table.tsx";
import { Time } from "../../../parts/time.tsx";
import { whoNow } from "../../../session/session.ts";
import { IdentityLink, tokenHref } from "../common/links.tsx";
import type { Token } from "../common/types.ts";

const TONES: Readonly<Record<Token["status"], Tone>> = { active: "good", expired: "warning", revoked: "bad" };

export function TokenStatus({ status }: Pick<Token, "status">) {
  return <Badge tone={TONES[status]}>{texts.statuses[status]}</Badge>;
}

/** Is it the token by which the person is here? */
export const isOwn = ({ id }: Pick<Token, "id">): boolean => whoNow()?.token_id === id;

/** In a list: the first of them, and how many there are besides. */
const FEW = 4;
function FewScopes({ of }: { readonly of: Token["scopes"] }) {
  const rest = of.length - FEW;
  return <Badges of={rest > 1 ? [...of.slice(0, FEW), texts.moreScopes(rest)] : of} />;
}

const NAME: Column<Token> = {
  title: access.name,
  cell: (token) => (
    <>
      <a href={tokenHref(token.id)}>{token.name}</a> {isOwn(token) && <Badge>{texts.own}</Badge>}
    </>
  ),
};
const REST: readonly Column<Token>[] = [
  { title: access.state, cell: ({ status }) => <TokenStatus status={status} /> },
  { title: access.scopesTitle, cell: ({ scopes }) => <FewScopes of={scopes} />, isExtra: true },
  { title: access.expires, cell: ({ expires_at }) => <Time at={expires_at} none={common.never} /> },
  { title: access.lastUsed, cell: ({ last_used_at }) => <Time at={last_used_at} none={common.never} />, isExtra: true },
];

/** Tokens of many identities. */
export const TOKEN_COLUMNS: readonly Column<Token>[] = [
  NAME,
  { title: access.identity, cell: ({ identity_id }) => <IdentityLink id={identity_id} /> },
  ...REST,
];
/** Tokens of one. */
export const OWN_TOKEN_COLUMNS: readonly Column<Token>[] = [NAME, ...REST];
