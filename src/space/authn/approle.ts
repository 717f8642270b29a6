import { judgeLogin, noteRefusal } from "../../approles/judge";
import { identityOf } from "../../approles/rules";
import { refuse } from "../../errors";
import { groupsOf, type StoredIdentity } from "../../identities/stored";
import type { Actor } from "../../kernel/actor";
import type { ObjectCore } from "../../kernel/core";
import { rateLimited } from "../../kernel/rate-limit";
import type { AuthnScheme } from "./scheme";

/** A role id with a secret id. It gives no rights at all: what it opens is the login that takes it. */
export const approle: AuthnScheme = {
  handles: (_, { proof }) => proof?.kind === "approle",
  authenticate(core, { proof, meta }, { nowMs }) {
    if (proof?.kind !== "approle") return refuse("internal_error");
    const judged = judgeLogin(core.db, proof, meta.ip, nowMs);
    if (judged.ok) return { ok: true, actor: actorOf(core, judged.holder) };
    if (judged.kind === "unknown") return { ...refuse("login_refused"), guess: { bucket: "guesses" } };
    if (judged.kind === "stopped") {
      const retryAfter = Math.max(1, Math.ceil((judged.untilMs - nowMs) / 1000));
      return { ok: false, error: rateLimited("auth", { retryAfter, tarpitMs: 0 }) };
    }
    const { name } = judged.role;
    return {
      ...refuse("login_refused"),
      actor: { identityId: identityOf(name), identityType: "service_account", tokenId: null },
      action: "vault_login",
      extra: { method: "approle", role: name, cause: judged.cause },
      note: () => noteRefusal(core.db, name, nowMs),
    };
  },
};

const actorOf = ({ db, space }: ObjectCore, { id, type, displayName }: StoredIdentity): Actor => ({
  identityId: id,
  identityType: type,
  displayName,
  homeId: space.id,
  partnerId: space.partnerId,
  tokenId: null,
  scopes: [],
  roles: [],
  groups: groupsOf(db, id),
  mfaVerifiedAtMs: null,
  tokenExpiresAtMs: null,
  trustId: null,
  policyIds: [],
});
