import { type PageRoute, page } from "../../shell/route.ts";

export const rotationRoutes: readonly PageRoute[] = [
  page("/console/rotation", () => import("./rotation.tsx")),
  page("/console/rotation/new", () => import("./new-policy.tsx")),
  page("/console/rotation/policies/:id", () => import("./policy.tsx")),
];
