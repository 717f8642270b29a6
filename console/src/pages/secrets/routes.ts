import { type PageRoute, page } from "../../shell/route.ts";

export const secretsRoutes: readonly PageRoute[] = [
  page("/console/secrets", () => import("./secrets.tsx")),
  page("/console/secret/:path+", () => import("./secret.tsx")),
  page("/console/secret-new", () => import("./new-secret.tsx")),
];
