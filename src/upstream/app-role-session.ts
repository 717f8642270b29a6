import { DurableObject } from "cloudflare:workers";

export class AppRoleSession extends DurableObject<Env> {}
