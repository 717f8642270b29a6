import type { TokenView } from "../../tokens/lookup";
import { secondsOf } from "../duration";
import { timeText } from "../time";

/** Shapes of answers about tokens. Durations are whole seconds; 0 is none. */

/** A life that has begun counts whole. */
const rest = (atMs: number | null): number => (atMs === null ? 0 : Math.max(0, Math.ceil((atMs - Date.now()) / 1000)));

/** How long it was given to live, when it was made or renewed; ends lie on whole seconds. */
const given = ({
  expiresAtMs,
  createdAtMs,
  renewedAtMs,
}: Pick<TokenView, "expiresAtMs" | "createdAtMs" | "renewedAtMs">) =>
  expiresAtMs === null ? 0 : Math.max(0, Math.ceil((expiresAtMs - (renewedAtMs ?? createdAtMs)) / 1000));

/** A login's and a new token's: the one place where its text stands. */
interface NewToken extends Omit<TokenView, "token"> {
  /** Null: the caller may not know it. */
  readonly token: string | null;
}

/** In the order of keys that OpenBao has. */
export const authText = (token: NewToken): string =>
  JSON.stringify({
    client_token: token.token ?? "",
    accessor: token.id,
    policies: token.policies,
    token_policies: token.policies,
    metadata: token.metadata,
    lease_duration: given(token),
    renewable: token.renewable && token.expiresAtMs !== null,
    entity_id: token.identityId,
    token_type: "service",
    orphan: token.parentId === null,
    mfa_requirement: null,
    num_uses: token.usesLeft ?? 0,
  });

/** `text`: of the token itself, where the caller sent it. */
export const lookupText = (token: TokenView, text: string): string =>
  JSON.stringify({
    accessor: token.id,
    creation_time: secondsOf(token.createdAtMs),
    creation_ttl: secondsOf(token.lifeMs),
    display_name: token.name,
    entity_id: token.identityId,
    expire_time: token.expiresAtMs === null ? null : timeText(token.expiresAtMs),
    // A role has a longest life of another name.
    explicit_max_ttl: token.via === "approle" ? 0 : secondsOf(token.maxLifeMs),
    id: text,
    issue_time: timeText(token.createdAtMs),
    ...(token.renewedAtMs === null
      ? {}
      : { last_renewal: timeText(token.renewedAtMs), last_renewal_time: secondsOf(token.renewedAtMs) }),
    meta: token.metadata,
    num_uses: usesShown(token.usesLeft),
    orphan: token.parentId === null,
    path: PATHS[token.via],
    policies: token.policies,
    renewable: token.renewable && token.expiresAtMs !== null,
    ttl: rest(token.expiresAtMs),
    type: "service",
  });

/** Where it was made, as OpenBao has its mounts. */
const PATHS: Readonly<Record<TokenView["via"], string>> = {
  api: "auth/token/create",
  child: "auth/token/create",
  approle: "auth/approle/login",
  trust: "auth/jwt/login",
};

/** 0 is any number, so the last use of a token has to be told by another. */
const usesShown = (left: number | null): number => (left === 0 ? -1 : (left ?? 0));
