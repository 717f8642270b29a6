import type { Scope } from "../common/types.ts";
import type { Preset, Trust } from "./types.ts";

/** A trust as somebody fills it in; every text may be empty. */
export interface TrustDraft {
  readonly preset: Preset;
  readonly name: string;
  readonly issuer: string;
  readonly audience: string;
  readonly keys: "issuer" | "uri" | "inline";
  readonly jwksUri: string;
  readonly jwks: string;
  readonly claims: readonly ClaimDraft[];
  readonly identity: string;
  readonly createIdentity: boolean;
  /** With commas between them. */
  readonly groups: string;
  readonly groupsClaim: string;
  /** `value = group` in each line. */
  readonly groupsMap: string;
  readonly scopes: readonly Scope[];
  readonly ttl: string;
  readonly singleUse: "" | "yes" | "no";
  readonly mfaClaim: string;
  readonly mfaValues: string;
  readonly consoleSignIn: boolean;
  /** A new one; it is sent and never read. */
  readonly clientSecret: string;
  /** The one that is kept goes. */
  readonly dropClientSecret: boolean;
}
export interface ClaimDraft {
  /** Tells it from the others while they come and go. */
  readonly key: number;
  readonly claim: string;
  /** One in each line. */
  readonly values: string;
}

const ISSUERS: Partial<Record<Preset, string>> = {
  github: "https://token.actions.githubusercontent.com",
  gitlab: "https://gitlab.com",
};
/** What each kind asks for, as a beginning. */
const CLAIMS: Readonly<Record<Preset, readonly (readonly [claim: string, value: string])[]>> = {
  github: [
    ["repository_id", ""],
    ["repository_owner_id", ""],
    ["ref", "refs/heads/main"],
  ],
  gitlab: [
    ["project_id", ""],
    ["namespace_id", ""],
    ["ref", "main"],
    ["ref_protected", "true"],
  ],
  kubernetes: [
    ["/kubernetes.io/namespace", ""],
    ["/kubernetes.io/serviceaccount/name", ""],
  ],
  cloudflare_access: [["email", "*@"]],
  oidc: [
    ["email", "*@"],
    ["email_verified", "true"],
  ],
};
const isOfPeople = (preset: Preset): boolean => preset === "cloudflare_access" || preset === "oidc";

/** What a trust of this kind begins with. */
export const draftFor = (preset: Preset): TrustDraft => ({
  preset,
  name: "",
  issuer: ISSUERS[preset] ?? "",
  audience: "",
  keys: preset === "kubernetes" ? "inline" : "issuer",
  jwksUri: "",
  jwks: "",
  claims: CLAIMS[preset].map(([claim, values], key) => ({ key, claim, values })),
  identity: isOfPeople(preset) ? "user:{email}" : "",
  createIdentity: isOfPeople(preset),
  groups: "",
  groupsClaim: "",
  groupsMap: "",
  scopes: [],
  ttl: "",
  singleUse: "",
  mfaClaim: "",
  mfaValues: "",
  consoleSignIn: false,
  clientSecret: "",
  dropClientSecret: false,
});

/** What a trust that is there says. */
export const draftOf = (trust: Trust): TrustDraft => ({
  preset: trust.preset,
  name: trust.name,
  issuer: trust.issuer,
  audience: trust.audience,
  keys: trust.jwks !== null ? "inline" : trust.jwks_uri !== null ? "uri" : "issuer",
  jwksUri: trust.jwks_uri ?? "",
  jwks: trust.jwks === null ? "" : JSON.stringify(trust.jwks, null, 2),
  claims: Object.entries(trust.claims).map(([claim, wanted], key) => ({
    key,
    claim,
    values: [wanted].flat().join("\n"),
  })),
  identity: trust.identity_id,
  createIdentity: trust.create_identity,
  groups: trust.groups.join(", "),
  groupsClaim: trust.groups_claim ?? "",
  groupsMap: Object.entries(trust.groups_map)
    .map(([value, group]) => `${value} = ${group}`)
    .join("\n"),
  scopes: trust.scopes,
  ttl: trust.ttl,
  singleUse: trust.single_use ? "yes" : "no",
  mfaClaim: trust.mfa_claim?.claim ?? "",
  mfaValues: trust.mfa_claim?.values.join(", ") ?? "",
  consoleSignIn: trust.console_sign_in,
  clientSecret: "",
  dropClientSecret: false,
});

/** With one more at the end. */
export const withClaim = (claims: readonly ClaimDraft[]): readonly ClaimDraft[] => [
  ...claims,
  { key: Math.max(-1, ...claims.map(({ key }) => key)) + 1, claim: "", values: "" },
];
