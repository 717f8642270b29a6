import type { Place } from "../provider";
import { providerOf } from "../providers";

/** Do both lead to one secret, as far as that can be told from here? */
export function isSamePlace(a: Place, b: Place): boolean {
  const provider = providerOf(a.integration);
  if (providerOf(b.integration) !== provider) return false;
  return provider.secretAt(a) === provider.secretAt(b) && provider.isSameStore(a.integration, b.integration);
}
