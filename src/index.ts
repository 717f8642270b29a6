import { app } from "./app";

export { LoginRun } from "./broker/authentications/login-run";
export { AppRoleSession } from "./broker/vault/app-role-session";
export { SpaceObject } from "./space/object";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
