/** What a trust is made of (workload identity). Plain data. */

export const PRESETS = ["github", "gitlab", "kubernetes", "cloudflare_access", "oidc"] as const;
/** Whose tokens they are: what is demanded of a trust, and what it says where its maker says nothing. */
export type Preset = (typeof PRESETS)[number];

/** One claim and the texts that fit it. They travel as lists because the names are the caller's. */
export interface ClaimRule {
  /** A dot path (`kubernetes.namespace`), or a JSON pointer (RFC 6901) where a name has dots itself. */
  readonly claim: string;
  /** As it was given: one text, or several of which one must fit. `*` stands for any run without `/` and `:`. */
  readonly value: string | readonly string[];
}
/** A value of the claim of groups, and the group of the tenant that it stands for. */
export interface GroupRule {
  readonly value: string;
  readonly group: string;
}
/** The claim, and the values of it that count as a second factor. Whole texts. */
export interface MfaClaim {
  readonly claim: string;
  readonly values: readonly string[];
}

/** The claims of a foreign token: JSON that its issuer signed, or says so. */
export type Claims = { readonly [name: string]: unknown };
