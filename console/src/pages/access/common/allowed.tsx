import type { ComponentChildren } from "preact";
import { access } from "#texts/access.ts";
import { hasScope } from "../../../session/scopes.ts";
import type { Scope } from "./types.ts";

/** What somebody may do, where they may; otherwise which scope it takes. */
export function Allowed({ scope, children }: { readonly scope: Scope; readonly children: ComponentChildren }) {
  if (hasScope(scope)) return <>{children}</>;
  return <span class="small">{access.needsScope(scope)}</span>;
}
