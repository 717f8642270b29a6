import { fail } from "../errors";
import type { EffectContext } from "../kernel/context";
import { nativeProvider } from "./native/provider";
import type { NewRecord, ProviderColumns, SecretProvider } from "./provider";
import type { Integration } from "./tables";
import { vaultProvider } from "./vault/provider";

/** Every kind of integration, by its `type`. A new kind is a folder, a line here, and the line that `BODIES` then lacks. */
export const PROVIDERS = { hashicorp: vaultProvider, native: nativeProvider };

export type IntegrationType = keyof typeof PROVIDERS;
type Bodies = {
  [T in IntegrationType]: (typeof PROVIDERS)[T] extends SecretProvider<infer New> ? New & { type: T } : never;
};
/** What an integration of some kind is made from. */
export type NewIntegration<T extends IntegrationType = IntegrationType> = { [K in T]: Bodies[K] }[T];

/** The same list, in the form in which the type of a body leads to the provider that takes it. */
const BY_TYPE: { readonly [T in IntegrationType]: SecretProvider<Bodies[T]> } = PROVIDERS;

/** Throws AppError internal_error: a row of a later release is of a kind that must not be guessed. */
export function providerOf({ type }: Pick<Integration, "type">): SecretProvider {
  return isKnown(type) ? PROVIDERS[type] : fail("internal_error");
}

const isKnown = (type: string): type is IntegrationType => Object.hasOwn(PROVIDERS, type);

/** As the kind of the body says: is it stored only after a login that worked? */
export const needsLogin = <T extends IntegrationType>(body: NewIntegration<T>): boolean =>
  BY_TYPE[body.type].needsLogin(body);

/** As the kind of the body says. Throws AppError: the codes of a login, and of a wrapping token. */
export function columnsOf<T extends IntegrationType>(
  ctx: EffectContext,
  record: NewRecord,
  { body, verify }: { readonly body: NewIntegration<T>; readonly verify: boolean },
): Promise<ProviderColumns> {
  return BY_TYPE[body.type].columnsOf(ctx, record, { body, verify });
}
