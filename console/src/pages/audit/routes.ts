import { type PageRoute, page } from "../../shell/route.ts";

export const auditRoutes: readonly PageRoute[] = [
  page("/console/audit", () => import("./explorer.tsx")),
  page("/console/audit/verify", () => import("./verify.tsx")),
  page("/console/audit/entry/:id", () => import("./entry-page.tsx")),
];
