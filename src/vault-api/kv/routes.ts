import type { VaultRoute } from "../route";
import { kvConfigRoutes } from "./config";
import { kvDataRoutes } from "./data";
import { kvMetadataRoutes } from "./metadata";

/** KV version 2, the one mount that holds secrets: `secret/`. */
export const kvRoutes: readonly VaultRoute[] = [...kvDataRoutes, ...kvMetadataRoutes, ...kvConfigRoutes];
