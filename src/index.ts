import { app } from "./app";

export { AppRoleSession } from "./broker/vault/app-role-session";
export { Tenant } from "./space/object";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
