import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import type { GuideInput } from "./guide.ts";

type Body = components["schemas"]["CreateVaultIntegration"];

/** A vault as it stands in the form: all of it text, empty where nothing was typed. */
export interface NewVault extends GuideInput {
  readonly name: string;
  readonly roleId: string;
  readonly secretId: string;
  /** Whether the login is tried first. */
  readonly verifies: boolean;
}

export const EMPTY: NewVault = {
  name: "",
  tool: "bao",
  address: "",
  namespace: "",
  mount: "secret",
  prefix: "app",
  kvVersion: "2",
  authMount: "approle",
  role: "postern",
  pushes: true,
  codes: false,
  secretIdKind: "plain",
  roleId: "",
  secretId: "",
  verifies: true,
};

/** What the guide makes its commands of. Pure. */
export const guideInputOf = (draft: NewVault): GuideInput => ({ ...draft, address: draft.address.trim() });

/** Whether it can be sent. What is wrong with it, the API says. Pure. */
export const isComplete = (kind: "hashicorp" | "native", { name, address, roleId, ...draft }: NewVault): boolean =>
  [
    name,
    ...(kind === "native" ? [] : [address, roleId, ...(draft.secretIdKind === "none" ? [] : [draft.secretId])]),
  ].every((text) => text.trim() !== "");

/** As the API takes it: what was left empty is left out. Pure. */
export function bodyOf(kind: "hashicorp" | "native", draft: NewVault): Body {
  if (kind === "native") return { type: "native", name: draft.name };
  const { namespace, authMount } = draft;
  return {
    type: "hashicorp",
    name: draft.name,
    config: {
      address: draft.address.trim(),
      authMethod: "approle",
      roleId: draft.roleId.trim(),
      ...secretIdOf(draft),
      kvVersion: draft.kvVersion === "1" ? 1 : 2,
      ...(namespace.trim() === "" ? {} : { namespace: namespace.trim() }),
      ...(authMount.trim() === "" ? {} : { authMount: authMount.trim() }),
    },
  };
}

/** A secret id under the key that says how it comes. Pure. */
export function secretIdOf({ secretIdKind, secretId }: Pick<NewVault, "secretIdKind" | "secretId">) {
  if (secretIdKind === "none") return {};
  return secretIdKind === "wrapped" ? { secretIdWrapped: secretId.trim() } : { secretId: secretId.trim() };
}
