import type { CreateToken, Scope } from "../common/types.ts";

/** A token as somebody fills it in; every text may be empty. */
export interface TokenDraft {
  readonly identity: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** A duration; or `never`, `custom`, `date`; empty: the tenant's default. */
  readonly life: string;
  /** A duration, where `life` is `custom`. */
  readonly custom: string;
  /** As the browser gives a local date and time, where `life` is `date`. */
  readonly date: string;
  readonly renewable: boolean;
  readonly maxTtl: string;
  readonly uses: string;
}

export const emptyDraft = (identity: string): TokenDraft => ({
  identity,
  name: "",
  scopes: [],
  life: "24h",
  custom: "",
  date: "",
  renewable: false,
  maxTtl: "",
  uses: "",
});

/** The body that asks for it. What is wrong with it the API says. Pure. */
export function bodyOf(draft: TokenDraft): CreateToken {
  return {
    identity_id: draft.identity.trim(),
    name: draft.name.trim(),
    scopes: [...draft.scopes],
    ...expiryOf(draft),
    ...(draft.renewable && { renewable: true }),
    ...(draft.renewable && draft.maxTtl.trim() !== "" && { max_ttl: draft.maxTtl.trim() }),
    ...(draft.uses.trim() !== "" && { num_uses: Number(draft.uses) }),
  };
}

function expiryOf({ life, custom, date }: TokenDraft): Pick<CreateToken, "expires_in" | "expires_at"> {
  switch (life) {
    case "":
      return {};
    case "never":
      return { expires_at: null };
    case "custom":
      return { expires_in: custom.trim() };
    case "date": {
      const at = new Date(date);
      return { expires_at: Number.isNaN(at.getTime()) ? "" : at.toISOString() };
    }
    default:
      return { expires_in: life };
  }
}
