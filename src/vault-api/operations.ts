import { AppError } from "../errors";
import { findIdentity } from "../identities/operations";
import { hasScope, type Role, type Scope } from "../kernel/actor";
import type { Context } from "../kernel/context";
import { query } from "../kernel/operation";
import { PERMISSIONS } from "../kernel/policy";
import type { Rights } from "../kernel/rights";
import { policyCache } from "../policies/cache";
import { rightsByRules } from "../policies/rights-by-rules";
import { rangesOf } from "../secrets/list-filter";
import { findLive, type TokenRef } from "../tokens/queries";
import { capabilitiesAt, type Powers } from "./capabilities";

/** What Vault's interface asks for, and no other way in. */

export type CapabilityList = readonly (readonly [address: string, capabilities: readonly string[]])[];
interface Addresses {
  /** As they were asked for. */
  readonly addresses: readonly string[];
}
const TERMS = { category: "auth", reach: "tenant" } as const;

/** What the caller's own token may do at some addresses, now and from where it calls. */
export const readOwnCapabilities = query({
  name: "vault_api.capabilities_self",
  ...TERMS,
  scope: null,
  action: null,
  run: (ctx, { addresses }: Addresses): CapabilityList => tell(addresses, powersOf(ctx, ctx.actor, ctx)),
});

/** The same of another token. */
export const readCapabilities = query({
  name: "vault_api.capabilities",
  ...TERMS,
  scope: "identity:admin",
  action: "config_read",
  resource: "tokens",
  run(ctx, { addresses, ref }: Addresses & { readonly ref: TokenRef }): CapabilityList {
    const token = findLive(ctx, ref);
    const holder = findIdentity(ctx, token.identityId);
    const policies = policyCache(ctx);
    const circumstances = {
      nowMs: ctx.now,
      ip: ctx.meta.ip,
      mfaVerifiedAtMs: token.mfaVerifiedAtMs,
      mfaMaxAgeMs: policies.mfaMaxAgeMs(),
    };
    const rights = rightsByRules(() => policies.rulesOf(token.identityId, ctx.now, token.policyIds), circumstances);
    const actor = { scopes: token.scopes, roles: holder?.roles ?? [] };
    return tell(addresses, powersOf(ctx, actor, rights));
  },
});

/** May the caller do anything at all with what lies at a mount? Clients ask before they write or read. */
export const readMount = query({
  name: "vault_api.mount",
  ...TERMS,
  scope: null,
  action: null,
  run(ctx, { mount, shown }: { readonly mount: string; readonly shown: string }): null {
    const isOwn = mount === "cubbyhole" || mount === "sys" || mount === "auth";
    const mayAnything = mount === "secret" && PERMISSIONS.some((permission) => ctx.rulesFor(permission).length > 0);
    if (isOwn || mayAnything) return null;
    const message = `preflight capability check returned 403, please ensure client's policies grant access to path "${shown}/"`;
    throw new AppError({ code: "access_denied", message });
  },
});

function powersOf(
  ctx: Context,
  actor: { readonly scopes: readonly Scope[]; readonly roles: readonly Role[] },
  rights: Pick<Rights, "may" | "rulesFor">,
): Powers {
  return {
    may: rights.may,
    mayListBelow: (folder) => rangesOf(rights.rulesFor("list"), folder).length > 0,
    has: (scope) => hasScope({ ...ctx.actor, ...actor }, scope),
  };
}

const tell = (addresses: readonly string[], powers: Powers): CapabilityList =>
  addresses.map((address) => [address, capabilitiesAt(address, powers)]);
