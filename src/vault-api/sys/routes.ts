import type { VaultRoute } from "../route";
import { capabilityRoutes } from "./capabilities";
import { mountRoutes } from "./mounts";
import { sysPolicyRoutes } from "./policies";
import { statusRoutes } from "./status";
import { wrappingRoutes } from "./wrapping";

/** What the server says of itself, and of rights. */
export const sysRoutes: readonly VaultRoute[] = [
  ...statusRoutes,
  ...mountRoutes,
  ...capabilityRoutes,
  ...sysPolicyRoutes,
  ...wrappingRoutes,
];
