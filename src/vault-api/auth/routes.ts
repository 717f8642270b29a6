import type { VaultRoute } from "../route";
import { approleLoginRoutes } from "./approle/login";
import { roleSettingRoutes } from "./approle/role-settings";
import { roleRoutes } from "./approle/roles";
import { secretIdRoutes } from "./approle/secret-ids";
import { jwtLoginRoutes } from "./jwt/login";
import { tokenRoutes } from "./tokens/routes";

/** Logins, roles and tokens. */
export const authRoutes: readonly VaultRoute[] = [
  ...tokenRoutes,
  ...approleLoginRoutes,
  ...jwtLoginRoutes,
  ...roleRoutes,
  ...roleSettingRoutes,
  ...secretIdRoutes,
];
