import type { components } from "../../../../../packages/client/src/generated/schema.ts";

type Schemas = components["schemas"];
export type Trust = Schemas["Trust"];
export type CreateTrust = Schemas["CreateTrust"];
export type TrustPatch = Schemas["TrustPatch"];
export type Preset = Trust["preset"];
export type Check = Schemas["TrustCheck"];

export const PRESETS = ["github", "gitlab", "kubernetes", "cloudflare_access", "oidc"] as const;
