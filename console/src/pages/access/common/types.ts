import type { components } from "../../../../../packages/client/src/generated/schema.ts";

/** What the API calls what these pages show. */
type Schemas = components["schemas"];
export type Token = Schemas["Token"];
export type CreateToken = Schemas["CreateToken"];
export type Scope = Token["scopes"][number];
export type Identity = Schemas["Identity"];
export type Role = Identity["roles"][number];
