import type { components } from "../../../../../packages/client/src/generated/schema.ts";

type Schemas = components["schemas"];
type Checks = Schemas["TestedCredential"]["checks"];
export type CheckName = Exclude<keyof Checks, "fields"> | keyof Checks["fields"];

/** The checks of a test in the order in which they are made; those of fields that the credential has not are left out. Pure. */
export function checksOf({ domain, login, path, totpSeed, fields }: Checks, fieldMap: Schemas["FieldMap"]) {
  const all: readonly (readonly [CheckName, Checks["login"] | undefined])[] = [
    ["domain", domain],
    ["login", login],
    ["path", path],
    ["username", fieldMap.username === undefined ? undefined : fields.username],
    ["password", fieldMap.password === undefined ? undefined : fields.password],
    ["totp", fields.totp],
    ["totpSeed", typeof fieldMap.totp === "string" ? totpSeed : undefined],
  ];
  return all.flatMap(([name, outcome]) => (outcome === undefined ? [] : [[name, outcome] as const]));
}
