import { codePathOf } from "../field-map";
import type { Place } from "../provider";
import { providerOf } from "../providers";
import type { Credential, Integration } from "../tables";

/** All that a pointer gives: its secret, and where its codes are made. */
export function placesOf(
  integration: Integration,
  { vaultPath, fieldMap }: Pick<Credential, "vaultPath" | "fieldMap">,
): readonly Place[] {
  const codePath = codePathOf(fieldMap);
  return [vaultPath, ...(codePath === undefined ? [] : [codePath])].map((path) => ({ integration, path }));
}

/** Do both lead to one secret, as far as that can be told from here? */
export function isSamePlace(a: Place, b: Place): boolean {
  const provider = providerOf(a.integration);
  if (providerOf(b.integration) !== provider) return false;
  return provider.secretAt(a) === provider.secretAt(b) && provider.isSameStore(a.integration, b.integration);
}
