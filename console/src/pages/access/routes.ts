import { type PageRoute, page } from "../../shell/route.ts";

export const accessRoutes: readonly PageRoute[] = [
  page("/console/identities", () => import("./identities/identities.tsx")),
  page("/console/identities/new", () => import("./identities/identity-new.tsx")),
  page("/console/identities/:id", () => import("./identities/identity.tsx")),
  page("/console/tokens", () => import("./tokens/tokens.tsx")),
  page("/console/tokens/new", () => import("./tokens/token-new.tsx")),
  page("/console/tokens/:id", () => import("./tokens/token.tsx")),
  page("/console/policies", () => import("./policies/policies.tsx")),
  page("/console/policies/new", () => import("./policies/policy-new.tsx")),
  page("/console/policies/test", () => import("./policies/policy-test.tsx")),
  page("/console/policies/:id", () => import("./policies/policy.tsx")),
  page("/console/trusts", () => import("./trusts/trusts.tsx")),
  page("/console/trusts/new", () => import("./trusts/trust-new.tsx")),
  page("/console/trusts/:id", () => import("./trusts/trust.tsx")),
  page("/console/approles", () => import("./approles/approles.tsx")),
  page("/console/approles/new", () => import("./approles/approle-new.tsx")),
  page("/console/approles/:name", () => import("./approles/approle.tsx")),
];
