import type { components, operations } from "../../../../packages/client/src/generated/schema.ts";

/** Shapes of the API's document that these pages speak of. */

/** Whose secrets: the tenant's own, or those that its partner shares. Both have the same calls. */
export type Of = "own" | "partner";

type Schemas = components["schemas"];
export type SecretRecord = Schemas["SecretRecord"];
export type SecretVersion = Schemas["SecretVersions"]["versions"][number];
export type ListedSecret = Schemas["SecretList"]["secrets"][number];
export type SecretType = ListedSecret["secret_type"];
export type SecretOptions = Schemas["SecretOptions"];
export type Metadata = NonNullable<Schemas["PatchSecret"]["metadata"]>;
export type ListFilters = NonNullable<operations["secrets.list"]["parameters"]["query"]>;
export const SECRET_TYPES = [
  "kv",
  "json",
  "certificate",
  "ssh_key",
  "api_key",
] as const satisfies readonly SecretType[];

/** What a write says besides the value. */
export interface Description {
  readonly secret_type?: SecretType;
  readonly metadata?: Metadata;
  readonly options?: SecretOptions;
}
