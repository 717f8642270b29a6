import type { PageRoute } from "../shell/route.ts";
import { accessRoutes } from "./access/routes.ts";
import { auditRoutes } from "./audit/routes.ts";
import { brokerRoutes } from "./broker/routes.ts";
import { bulkRoutes } from "./bulk/routes.ts";
import { overviewRoutes } from "./overview/routes.ts";
import { rotationRoutes } from "./rotation/routes.ts";
import { secretsRoutes } from "./secrets/routes.ts";
import { settingsRoutes } from "./settings/routes.ts";

/** Every page there is. */
export const routes: readonly PageRoute[] = [
  ...overviewRoutes,
  ...secretsRoutes,
  ...bulkRoutes,
  ...brokerRoutes,
  ...rotationRoutes,
  ...auditRoutes,
  ...accessRoutes,
  ...settingsRoutes,
];
