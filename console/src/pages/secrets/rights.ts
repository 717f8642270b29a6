import { hasScope } from "../../session/scopes.ts";
import { type Scope, whoNow } from "../../session/session.ts";
import type { Of } from "./types.ts";

/** May the session change what lies there, as far as its scopes and roles tell? What is shared, only an administrator of the partner changes. */
export const mayChange = (of: Of, scope: Scope): boolean =>
  hasScope(scope) && (of === "own" || whoNow()?.roles.includes("partner_admin") === true);
