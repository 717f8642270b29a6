import { type PageRoute, page } from "../../shell/route.ts";

export const brokerRoutes: readonly PageRoute[] = [
  page("/console/integrations", () => import("./integrations/list.tsx")),
  page("/console/integrations/new", () => import("./integrations/new.tsx")),
  page("/console/integrations/:id", () => import("./integrations/one.tsx")),
  page("/console/credentials", () => import("./credentials/list.tsx")),
  page("/console/credentials/new", () => import("./credentials/new.tsx")),
  page("/console/credentials/:id", () => import("./credentials/one.tsx")),
  page("/console/match", () => import("./match/match.tsx")),
  page("/console/browsers", () => import("./browsers/list.tsx")),
  page("/console/browsers/new", () => import("./browsers/new.tsx")),
  page("/console/browsers/:id", () => import("./browsers/one.tsx")),
  page("/console/authentications", () => import("./authentications/list.tsx")),
  page("/console/authentications/:id", () => import("./authentications/one.tsx")),
];
