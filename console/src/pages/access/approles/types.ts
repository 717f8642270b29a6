import type { components } from "../../../../../packages/client/src/generated/schema.ts";

type Schemas = components["schemas"];
export type AppRole = Schemas["AppRole"];
export type RoleSettings = Schemas["AppRoleSettings"];
export type SecretId = Schemas["SecretId"];
