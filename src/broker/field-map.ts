import type { FieldMap } from "./tables";

/** What a credential is made of. Pure. */

export type FieldRole = "username" | "password" | "totp";
export const FIELD_ROLES: readonly FieldRole[] = ["username", "password", "totp"];

export const rolesOf = (fieldMap: FieldMap): readonly FieldRole[] =>
  FIELD_ROLES.filter((role) => fieldMap[role] !== undefined);

/** The field of the vault's secret that plays the role; undefined: none does. */
export function fieldFor(fieldMap: FieldMap, role: FieldRole): string | undefined {
  const field = fieldMap[role];
  return typeof field === "string" ? field : undefined;
}

/** Where the vault makes the codes; undefined: it makes none for this credential. */
export const codePathOf = ({ totp }: FieldMap): string | undefined =>
  typeof totp === "object" ? totp.path : undefined;

/** Whether any of the roles is played by a field, so that the secret has to be read for them. */
export const needsSecret = (fieldMap: FieldMap, roles: readonly FieldRole[] = FIELD_ROLES): boolean =>
  roles.some((role) => fieldFor(fieldMap, role) !== undefined);
