import { isEffective } from "./rights.ts";
import { type Scope, whoNow } from "./session.ts";

/** Whether a scope counts for whoever is signed in: what does not is not offered. The API decides in any case. */
export function hasScope(scope: Scope): boolean {
  const who = whoNow();
  return who !== null && isEffective(who, scope);
}
