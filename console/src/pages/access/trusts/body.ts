import { type ClaimDraft, draftOf, type TrustDraft } from "./draft.ts";
import type { CreateTrust, Trust, TrustPatch } from "./types.ts";

type Jwks = NonNullable<CreateTrust["jwks"]>;

/** A set of keys from a text; null: it is no JSON object. What the keys are worth the API says. Pure. */
export function jwksFrom(text: string): Jwks | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Jwks) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Every field that the draft says; null: there is none, or it is as is usual. */
function fieldsOf(draft: TrustDraft) {
  const mfaClaim = draft.mfaClaim.trim();
  return {
    name: draft.name.trim(),
    preset: draft.preset,
    issuer: draft.issuer.trim() || null,
    audience: draft.audience.trim() || null,
    jwks_uri: draft.keys === "uri" ? draft.jwksUri.trim() : null,
    jwks: draft.keys === "inline" ? jwksFrom(draft.jwks) : null,
    claims: claimsOf(draft.claims),
    identity_id: draft.identity.trim(),
    create_identity: draft.createIdentity,
    groups: draft.createIdentity ? listed(draft.groups) : [],
    groups_claim: draft.groupsClaim.trim() || null,
    groups_map: draft.groupsClaim.trim() === "" ? {} : groupsMapOf(draft.groupsMap),
    scopes: [...draft.scopes],
    ttl: draft.ttl.trim() || null,
    single_use: draft.singleUse === "" ? null : draft.singleUse === "yes",
    console_sign_in: draft.preset === "oidc" && draft.consoleSignIn,
    mfa_claim: mfaClaim === "" ? null : { claim: mfaClaim, values: listed(draft.mfaValues) },
  };
}

/** The issuer's secret for its client, where one was typed; null takes away the one that is kept. It is never read, so never compared. */
function clientSecretOf({ preset, consoleSignIn, clientSecret, dropClientSecret }: TrustDraft): TrustPatch {
  if (preset !== "oidc" || !consoleSignIn) return {};
  if (clientSecret !== "") return { client_secret: clientSecret };
  return dropClientSecret ? { client_secret: null } : {};
}

/** The body that makes it; what is not said the API fills in. Pure. */
export function bodyOf(draft: TrustDraft): CreateTrust {
  const { name, claims, identity_id, scopes, ...rest } = fieldsOf(draft);
  const said = Object.entries(rest).filter(([, value]) => value !== null && !isEmpty(value));
  return { name, claims, identity_id, scopes, ...Object.fromEntries(said), ...clientSecretOf(draft) };
}

/** Nothing of a trust but what was changed; null takes away what may be missing. Empty: nothing was changed. Pure. */
export function patchOf(trust: Trust, draft: TrustDraft): TrustPatch {
  const old = new Map<string, unknown>(Object.entries(fieldsOf(draftOf(trust))));
  const changed = Object.entries(fieldsOf(draft)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(old.get(field)),
  );
  // What can't be taken away is left as it is where its field is empty.
  const sent = changed.filter(([field, value]) => value !== null || NULLABLE.includes(field));
  return { ...Object.fromEntries(sent), ...clientSecretOf(draft) };
}
const NULLABLE = ["jwks_uri", "jwks", "groups_claim", "mfa_claim"];

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
const lines = (text: string): string[] => text.split("\n").flatMap((line) => line.trim() || []);
const listed = (text: string): string[] => text.split(/[,\n]/).flatMap((one) => one.trim() || []);

function claimsOf(drafts: readonly ClaimDraft[]): CreateTrust["claims"] {
  const named = drafts.filter(({ claim }) => claim.trim() !== "");
  return Object.fromEntries(
    named.map(({ claim, values }) => {
      const [first = "", ...more] = lines(values);
      return [claim.trim(), more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** The last `=` parts them: a value may have one in it, a group none. */
function groupsMapOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines(text).map((line) => {
      const at = line.lastIndexOf("=");
      return at < 0 ? [line, ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
