import type { VaultRoute } from "../../route";
import { createRoutes } from "./create";
import { lookupRoutes } from "./lookup";
import { renewRoutes } from "./renew";
import { revokeRoutes } from "./revoke";

/** `auth/token`: what is told and done of tokens. */
export const tokenRoutes: readonly VaultRoute[] = [...lookupRoutes, ...renewRoutes, ...revokeRoutes, ...createRoutes];
