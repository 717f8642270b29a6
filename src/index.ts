import { app } from "./app";

export { Tenant } from "./tenant/object";
export { AppRoleSession } from "./upstream/app-role-session";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
