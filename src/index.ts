import { DurableObject } from "cloudflare:workers";

export class Tenant extends DurableObject<Env> {}
export { AppRoleSession } from "./upstream/app-role-session";

export default { fetch: () => new Response(null, { status: 404 }) } satisfies ExportedHandler<Env>;
