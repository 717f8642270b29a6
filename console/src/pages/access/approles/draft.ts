import type { Scope } from "../common/types.ts";
import type { AppRole, RoleSettings } from "./types.ts";

/** A role as somebody fills it in; every text may be empty, lists have commas between their entries. */
export interface RoleDraft {
  readonly scopes: readonly Scope[];
  readonly policies: string;
  readonly tokenTtl: string;
  readonly tokenMaxTtl: string;
  readonly tokenUses: string;
  readonly tokenCidrs: string;
  readonly needsSecretId: boolean;
  readonly secretTtl: string;
  readonly secretUses: string;
  readonly secretCidrs: string;
}
export const EMPTY_ROLE: RoleDraft = {
  scopes: [],
  policies: "",
  tokenTtl: "20m",
  tokenMaxTtl: "",
  tokenUses: "",
  tokenCidrs: "",
  needsSecretId: true,
  secretTtl: "1d",
  secretUses: "",
  secretCidrs: "",
};

export const draftOf = (role: AppRole): RoleDraft => ({
  scopes: role.scopes,
  policies: role.token_policies.join(", "),
  tokenTtl: role.token_ttl ?? "",
  tokenMaxTtl: role.token_max_ttl ?? "",
  tokenUses: role.token_num_uses?.toString() ?? "",
  tokenCidrs: role.token_bound_cidrs?.join(", ") ?? "",
  needsSecretId: role.bind_secret_id,
  secretTtl: role.secret_id_ttl ?? "",
  secretUses: role.secret_id_num_uses?.toString() ?? "",
  secretCidrs: role.secret_id_bound_cidrs?.join(", ") ?? "",
});

const textOf = (text: string): string | null => text.trim() || null;
const countOf = (text: string): number | null => (text.trim() === "" ? null : Number(text));
export const listOf = (text: string): string[] => text.split(",").flatMap((one) => one.trim() || []);
const cidrsOf = (text: string): string[] | null => (text.trim() === "" ? null : listOf(text));

/** Everything that the draft says; null: there is no such bound. Pure. */
const settingsOf = (draft: RoleDraft) => ({
  scopes: [...draft.scopes],
  token_policies: listOf(draft.policies),
  token_ttl: textOf(draft.tokenTtl),
  token_max_ttl: textOf(draft.tokenMaxTtl),
  token_num_uses: countOf(draft.tokenUses),
  token_bound_cidrs: cidrsOf(draft.tokenCidrs),
  bind_secret_id: draft.needsSecretId,
  secret_id_ttl: textOf(draft.secretTtl),
  secret_id_num_uses: countOf(draft.secretUses),
  secret_id_bound_cidrs: cidrsOf(draft.secretCidrs),
});

/** The body that makes a role; without a choice of scopes the API gives those of the own store. Pure. */
export function bodyOf(draft: RoleDraft): RoleSettings {
  const { scopes, ...settings } = settingsOf(draft);
  return scopes.length === 0 ? settings : { ...settings, scopes };
}

/** Nothing of a role but what was changed; empty: nothing was. Pure. */
export function patchOf(role: AppRole, draft: RoleDraft): RoleSettings {
  const old = new Map<string, unknown>(Object.entries(settingsOf(draftOf(role))));
  const changed = Object.entries(settingsOf(draft)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(old.get(field)),
  );
  return Object.fromEntries(changed);
}
