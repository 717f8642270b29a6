import { AppError } from "../errors";
import { findIdentity } from "../identities/operations";
import { hasScope, type Role, type Scope } from "../kernel/actor";
import type { Context } from "../kernel/context";
import { type Glob, matchesGlob } from "../kernel/glob";
import { query } from "../kernel/operation";
import { PERMISSIONS, type Permission } from "../kernel/policy";
import type { Rights } from "../kernel/rights";
import { STEPS_PER_UNIT, Turns } from "../kernel/turns";
import { policyCache } from "../policies/cache";
import { rightsByRules } from "../policies/rights-by-rules";
import { rangesOf } from "../secrets/list-filter";
import { holderOf } from "../tokens/groups";
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
  run: (ctx, { addresses }: Addresses): Promise<CapabilityList> => tell(addresses, ctx, ctx.actor, ctx),
});

/** The same of another token. */
export const readCapabilities = query({
  name: "vault_api.capabilities",
  ...TERMS,
  scope: "identity:admin",
  action: "config_read",
  resource: "tokens",
  run(ctx, { addresses, ref }: Addresses & { readonly ref: TokenRef }): Promise<CapabilityList> {
    const token = findLive(ctx, ref);
    const holder = findIdentity(ctx, token.identityId);
    const policies = policyCache(ctx);
    const circumstances = {
      nowMs: ctx.now,
      ip: ctx.meta.ip,
      mfaVerifiedAtMs: token.mfaVerifiedAtMs,
      mfaMaxAgeMs: policies.mfaMaxAgeMs(),
    };
    const rights = rightsByRules(() => policies.rulesOf(holderOf(ctx, token), ctx.now), circumstances);
    const actor = { scopes: token.scopes, roles: holder?.roles ?? [] };
    return tell(addresses, ctx, actor, rights);
  },
});

/**
 * May the caller do anything at all with what lies at a mount? Clients ask before they write or read. `type` is the mount's, null
 * where nothing is mounted: that is one answer with a mount that is closed to the caller.
 */
export const readMount = query({
  name: "vault_api.mount",
  ...TERMS,
  scope: null,
  action: null,
  run(ctx, { type, shown }: { readonly type: string | null; readonly shown: string }): null {
    const isOpen =
      type === "kv" ? PERMISSIONS.some((permission) => ctx.rulesFor(permission).length > 0) : type !== null;
    if (isOpen) return null;
    const message = `preflight capability check returned 403, please ensure client's policies grant access to path "${shown}/"`;
    throw new AppError({ code: "access_denied", message });
  },
});

type PathRights = Pick<Rights, "rulesFor">;
type Holder = { readonly scopes: readonly Scope[]; readonly roles: readonly Role[] };

/** Each address is compared with every rule of the holder, so others are served between two of them. */
async function tell(
  addresses: readonly string[],
  ctx: Context,
  holder: Holder,
  rights: PathRights,
): Promise<CapabilityList> {
  const meter = { steps: 0 };
  const powers = powersOf(ctx, holder, rights, meter);
  const turns = new Turns();
  const told: [address: string, capabilities: readonly string[]][] = [];
  for (const address of addresses) {
    await turns.rest();
    meter.steps = 0;
    told.push([address, capabilitiesAt(address, powers)]);
    turns.spend(1 + Math.ceil(meter.steps / STEPS_PER_UNIT));
  }
  return told;
}

/** `meter` counts what the comparisons took. */
function powersOf(ctx: Context, holder: Holder, rights: PathRights, meter: { steps: number }): Powers {
  const known = new Map<Permission, readonly Glob[]>();
  const globsOf = (permission: Permission) => {
    const globs = known.get(permission) ?? rights.rulesFor(permission);
    known.set(permission, globs);
    meter.steps += globs.length;
    return globs;
  };
  return {
    may: (permission, path) => globsOf(permission).some((glob) => matchesGlob(glob, path, meter)),
    mayListBelow: (folder) => rangesOf(globsOf("list"), folder).length > 0,
    has: (scope) => hasScope({ ...ctx.actor, ...holder }, scope),
  };
}
