import { PosternError } from "../../library/errors.ts";
import { AdvisedFault } from "../shell/faults.ts";
import type { Output } from "../shell/output.ts";
import { visible } from "../shell/visible.ts";

/** Why, and what to do next. */
type Remedy = readonly [why: string, next: string];

/** What a command calls the things that it was given: remedies say it in the place of `CREDENTIAL` and `VAULT`. */
export interface Names {
  readonly credential?: string;
  readonly vault?: string;
}

const HOST_NOT_ALLOWED: Remedy = [
  "the page, or the frame of its form, is on none of the credential's domains, or another page lies over it",
  "look whether the host is the site's own; if so, postern credential edit CREDENTIAL --add-domain HOST",
];

/** By the code with which a sign-in or a test failed. docs/authenticate.md tells more of each. */
const SIGN_IN: Readonly<Record<string, Remedy>> = {
  host_not_allowed: HOST_NOT_ALLOWED,
  insecure_page: ["the page is not https", "open the https address of the page"],
  ancestor_not_allowed: [
    "the form is in a frame of a page that is on none of the credential's domains",
    "open the form's own page",
  ],
  action_not_allowed: [
    "the form sends to a host that is none of the credential's domains",
    "postern credential edit CREDENTIAL --add-domain HOST, if it is the site's own",
  ],
  sandboxed_frame: ["the form is in a sandboxed frame", "open the form's own page"],
  opaque_origin: ["the page has no origin to judge", "look whether the page has loaded, or open the form's own page"],
  looks_like_registration: ["the form makes an account or changes a password", "open the page for signing in"],
  redirect_refused: [
    "the site would have sent the password on to a host that is none of the credential's domains",
    "postern credential edit CREDENTIAL --add-domain HOST, if it is the site's own",
  ],
  ambiguous_form: ["two forms fit equally", "close the form that is not meant; the API takes selectors"],
  no_login_form: [
    "no form to sign in came within 5 seconds",
    "look whether the page is the right one and not signed in already: --success-url or --success-selector tells that",
  ],
  hidden_field_only: [
    "the password field is not visible, or disabled",
    "make it visible first: open the menu, accept the banner",
  ],
  not_a_password_field: ["a selector names another field for the password", "leave the selector out"],
  page_changed: ["the page changed while it was judged", "the same command, once the page has settled"],
  not_substituted: [
    "the page sends the password in a way that the mode wire can't serve",
    "--mode fill, or --allow-fallback, if scripts of the page may see the password",
  ],
  target_not_found: ["no page of the browser is the one that is asked for", "--page PAGE, of a page that is open"],
  ambiguous_target: ["several pages are open", "--page PAGE, the target id or the beginning of the address"],
  timeout: ["its time was over before anything was sent", "look whether the page loads; or a larger --pause-timeout"],
  otp_required: [
    "the site asks for a code that the credential has not, or refused it",
    "a credential with --totp-field; or --pause-timeout SECONDS, and a person who types it",
  ],
  challenge: ["the site wants to see a person", "--pause-timeout SECONDS, and a person who solves it in the browser"],
  still_on_form: [
    "the form is still there: most likely the password is wrong",
    "correct it in the vault before you try again, since sites lock accounts",
  ],
  unknown_after_submit: [
    "the form was sent, and nothing tells what came of it",
    "look at the page; then --success-url or --success-selector",
  ],
  credential_gone: ["the credential is there no more", "postern credential list"],
  access_denied: ["you may not use the credential", "postern whoami"],
  service_unavailable: ["the run was cut off before anything was sent", "the same command"],
  internal_error: ["a fault of the service that will not pass by itself", "report it, with the id of the run"],
};

const BROWSER: Readonly<Record<string, Remedy>> = {
  browser_unreachable: [
    "nothing answers at the browser's address",
    "look whether the browser, and its session, is alive; postern browser list has its address",
  ],
  browser_refused: [
    "what answers at the browser's address refused the connection, or is no browser",
    "postern browser list, and compare address, key and session with what the vendor says",
  ],
  browser_gone: ["the connection to the browser ended", "start the browser or its session anew"],
};

/** By what a code of a browser's says besides: the reason that the address is refused for, and the bound that was passed. */
const ADDRESS_REFUSED: Remedy = [
  "the browser's address is none that Postern may reach",
  "whoever runs Postern says which are: OUTBOUND_ALLOW",
];
const NOT_OPENED: Remedy = [
  "the browser did not answer within 10 seconds",
  "look whether the browser, and its session, is alive; postern browser list has its address",
];

const VAULT: Readonly<Record<string, Remedy>> = {
  vault_auth_failed: [
    "the vault refused the login",
    "postern vault rotate VAULT, for another secret id; or look at the role id and the mount: postern vault list --json",
  ],
  vault_permission_denied: [
    "the vault does not let Postern's role read this path",
    "the vault's policy has to give read on the path, with data/ behind the mount for KV v2",
  ],
  vault_path_not_found: ["the vault has nothing at this path, or hides it", "postern credential show CREDENTIAL"],
  vault_secret_deleted: ["the newest version of the secret is deleted in the vault", "restore it there"],
  vault_secret_expired: ["the secret has expired", "postern put PATH, with a new value"],
  vault_field_missing: [
    "the secret in the vault lacks a field of the credential",
    "postern credential show CREDENTIAL, and compare the names of its fields",
  ],
  vault_field_not_string: ["a field of the secret in the vault is no text", "write it there as text"],
  vault_totp_seed_invalid: ["the seed of one-time codes in the vault is not valid", "write there what the site shows"],
  vault_unreachable: ["the vault was not reached", "postern vault list, and look at its address"],
  vault_tls_failed: ["the vault's certificate is not valid", "a certificate there that browsers trust, for its host"],
  vault_timeout: ["the vault did not answer in time", "the same command, later"],
  vault_unavailable: ["the vault can't answer now", "the same command, later"],
  vault_rate_limited: ["the vault limits the rate of requests", "the same command, later"],
  vault_sealed: ["the vault is sealed or in maintenance", "unseal it, then the same command"],
  vault_redirected: ["the vault answered with a redirect, which is not followed", "register the address it leads to"],
  vault_not_a_vault: ["what answers at the address is no vault", "postern vault list, and look at its address"],
  vault_wrap_used: [
    "the wrapping token was used, has expired, or is unknown",
    "a new one; and if you did not use it, look who did: its secret id may be in other hands",
  ],
  vault_wrap_foreign: [
    "the wrapping token stands for something else than a secret id of a role at this mount",
    "bao write -f -wrap-ttl=5m auth/approle/role/ROLE/secret-id",
  ],
  vault_bad_answer: ["the vault's answer could not be understood", "look whether the address is the vault's own"],
  vault_rejected: ["the vault rejected the request", "look at the vault's own log"],
  vault_address_refused: ["the vault's address is allowed no longer", "whoever runs Postern says which are"],
};

const BY_CODE: Readonly<Record<string, Remedy>> = { ...SIGN_IN, ...BROWSER, ...VAULT };

const BY_HINT: Readonly<Record<string, Remedy>> = {
  read_needed: [
    "without reading the secret it can't be told whether its fields are there",
    "postern credential test CREDENTIAL --allow-read",
  ],
  missing_data_segment: ["a path of a KV v2 engine has data/ behind the mount", "the path as secret/data/app"],
  kv_version: ["the engine there seems to be of the other KV version", "a vault with the other --kv-version"],
  lookup_denied: [
    "the login works; the vault's policy does not let Postern look its own token up, so its state stays unknown",
    "allow read on auth/token/lookup-self there",
  ],
  trailing_slash: ["there is a slash too many at the end", "the same without it"],
};

/** The hint `read_needed` of a test that saw the names of fields: what they hold is all that is left. */
const VALUES_UNREAD: Remedy = [
  "the fields that passed are there; whether Postern may read them, and can use what they hold, is not known",
  "postern credential test CREDENTIAL --allow-read",
];

/** By what a form asks for and the credential has not, where a run says so beside its code. */
const BY_MISSING: Readonly<Record<string, Remedy>> = {
  username: ["the page asks for a user name, which the credential has not", "a credential with --username-field"],
  password: ["the page asks for a password, which the credential has not", "a credential with --password-field"],
};

/** How a run or a test failed, as the server tells it. A test of a browser says how far it came, a run what stands in `details`. */
export interface Failure {
  readonly code: string | null;
  readonly hint?: string | null;
  readonly stage?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Tells what is behind a failure, for people. A code that a newer server has stands alone. */
export function tellRemedy(output: Output, failure: Failure, names: Names = {}): void {
  for (const remedy of [remedyOf(failure), remedyIn(BY_HINT, failure.hint ?? null)])
    if (remedy) say(output, remedy, names);
}

const say = (output: Output, [why, next]: Remedy, names: Names): void =>
  output.say(`${why}\n  next: ${named(next, names)}`);

interface Tested extends Failure {
  readonly checks: { readonly fields: Readonly<Partial<Record<"username" | "password" | "totp", string>>> };
}

/** Tells what a test of a credential found. One that may not read has seen the names of its fields, or not even those. */
export function tellTested(output: Output, tested: Tested, names: Names = {}): void {
  const isAnySeen = Object.values(tested.checks.fields).includes("passed");
  if (tested.hint === "read_needed" && isAnySeen) say(output, VALUES_UNREAD, names);
  else tellRemedy(output, tested, names);
}

function remedyOf({ code, stage, details = {} }: Failure): Remedy | undefined {
  const { missing, reason, limit } = details;
  if (code === "no_login_form" && typeof missing === "string")
    return remedyIn(BY_MISSING, missing) ?? remedyIn(BY_CODE, code);
  if (code === "browser_unreachable" && (stage === "address" || reason !== undefined)) return ADDRESS_REFUSED;
  // A socket that does not open is the only way in which a test ends so at this stage.
  if (code === "browser_gone" && (limit === "open_timeout" || stage === "connect")) return NOT_OPENED;
  return remedyIn(BY_CODE, code);
}

/** What the server gives. Throws what it refused by a code of a vault's or `host_not_allowed` with its remedy. */
export async function withRemedy<T>(
  asking: Promise<T>,
  names: Names,
  { about = "", instead = {} }: { readonly about?: string; readonly instead?: Readonly<Record<string, string>> } = {},
): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    const remedy = error instanceof PosternError ? remedyIn(REFUSALS, error.code) : undefined;
    if (!(error instanceof PosternError) || remedy === undefined) throw error;
    const next = Object.hasOwn(instead, error.code) ? instead[error.code] : undefined;
    throw new AdvisedFault(error, about, next ?? named(remedy[1], names));
  }
}
const REFUSALS: Readonly<Record<string, Remedy>> = { host_not_allowed: HOST_NOT_ALLOWED, ...VAULT };

const remedyIn = (table: Readonly<Record<string, Remedy>>, word: string | null): Remedy | undefined =>
  word !== null && Object.hasOwn(table, word) ? table[word] : undefined;

/** A name that is not known stays the word that stands for it. */
const named = (next: string, { credential, vault }: Names): string =>
  next.replace(/\b(?:CREDENTIAL|VAULT)\b/g, (word) => {
    const name = word === "VAULT" ? vault : credential;
    return name === undefined ? word : visible(name);
  });

/** What the server says beside a code, a row each; of a list of pages a row for each. Pure. */
export function detailRows(details: Readonly<Record<string, unknown>> = {}): (readonly [string, string])[] {
  return Object.entries(details).flatMap(([name, value]) => {
    if (Array.isArray(value)) return value.map((one: unknown) => [visible(name), inWords(one)] as const);
    return [[visible(name), inWords(value)] as const];
  });
}

/** One level of a thing, without its names; what is deeper is JSON. */
const inWords = (value: unknown): string =>
  typeof value === "object" && value !== null ? Object.values(value).map(textOf).join("  ") : textOf(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
