import { access } from "#texts/access.ts";
import { Badge } from "../../../parts/badge.tsx";
import { hasScope } from "../../../session/scopes.ts";

export const identityHref = (id: string): string => `/console/identities/${encodeURIComponent(id)}`;
export const tokenHref = (id: string): string => `/console/tokens/${encodeURIComponent(id)}`;
export const policyHref = (id: string): string => `/console/policies/${encodeURIComponent(id)}`;
export const trustHref = (id: string): string => `/console/trusts/${encodeURIComponent(id)}`;
export const approleHref = (name: string): string => `/console/approles/${encodeURIComponent(name)}`;

/** An identity by its id, as a link where its page can be seen. What is none of the space's, such as `system:exchange`, has no page. */
export function IdentityLink({ id }: { readonly id: string }) {
  if (id.startsWith("system:") || !hasScope("identity:read")) return <code>{id}</code>;
  return (
    <a href={identityHref(id)}>
      <code>{id}</code>
    </a>
  );
}

export function Activity({ isActive }: { readonly isActive: boolean }) {
  return <Badge tone={isActive ? "good" : "warning"}>{isActive ? access.active : access.inactive}</Badge>;
}
