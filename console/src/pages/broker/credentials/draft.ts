import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { entriesOf } from "../lines.ts";

type Schemas = components["schemas"];
type Credential = Schemas["Credential"];

/** A credential as it stands in a form: all of it text; lists with one entry a line. */
export interface Draft {
  readonly name: string;
  readonly vaultIntegrationId: string;
  readonly vaultPath: string;
  /** The fields of the user name and the password; empty: the login has none. */
  readonly username: string;
  readonly password: string;
  /** Where one-time codes come from: made of a seed in a field, or by the vault's TOTP engine. */
  readonly codes: "none" | "seed" | "vault";
  /** The field of the seed, or the path of the vault's code. */
  readonly totp: string;
  readonly hosts: string;
  /** Whether lists decide who may use it, and not scopes alone. */
  readonly isLimited: boolean;
  readonly use: string;
  readonly manage: string;
}

export const EMPTY: Draft = {
  name: "",
  vaultIntegrationId: "",
  vaultPath: "",
  username: "username",
  password: "password",
  codes: "none",
  totp: "",
  hosts: "",
  isLimited: false,
  use: "",
  manage: "",
};

/** Pure. */
export const draftOf = (credential: Credential): Draft => ({
  name: credential.name,
  vaultIntegrationId: credential.vaultIntegrationId,
  vaultPath: credential.vaultPath,
  username: credential.fieldMap.username ?? "",
  password: credential.fieldMap.password ?? "",
  ...codesOf(credential.fieldMap.totp),
  hosts: credential.allowedDomains.join("\n"),
  isLimited: credential.access !== null,
  use: credential.access?.use.join("\n") ?? "",
  manage: credential.access?.manage.join("\n") ?? "",
});

function codesOf(totp: Credential["fieldMap"]["totp"]): Pick<Draft, "codes" | "totp"> {
  if (totp === undefined) return { codes: "none", totp: "" };
  return typeof totp === "string" ? { codes: "seed", totp } : { codes: "vault", totp: totp.path };
}

/** As the API takes it. Pure. */
export const bodyOf = (draft: Draft): Schemas["CreateCredential"] => ({
  name: draft.name,
  vaultIntegrationId: draft.vaultIntegrationId,
  vaultPath: draft.vaultPath.trim(),
  fieldMap: {
    ...(draft.username === "" ? {} : { username: draft.username }),
    ...(draft.password === "" ? {} : { password: draft.password }),
    ...(draft.codes === "seed" ? { totp: draft.totp } : {}),
    ...(draft.codes === "vault" ? { totp: { path: draft.totp.trim() } } : {}),
  },
  allowedDomains: [...entriesOf(draft.hosts)],
  access: draft.isLimited ? { use: [...entriesOf(draft.use)], manage: [...entriesOf(draft.manage)] } : null,
});

/** Whether it can be sent. What is wrong with it, the API says. Pure. */
export const isComplete = (draft: Draft): boolean =>
  [
    draft.name,
    draft.vaultIntegrationId,
    draft.vaultPath,
    draft.hosts,
    draft.codes === "none" ? draft.password : draft.totp,
  ].every((text) => text.trim() !== "");
