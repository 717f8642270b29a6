import type { Output } from "../shell/output.ts";
import { visible } from "../shell/visible.ts";

/** Why, and what to do next. */
type Remedy = readonly [why: string, next: string];

/** By the code with which a sign-in or a test failed. docs/authenticate.md tells more of each. */
const SIGN_IN: Readonly<Record<string, Remedy>> = {
  host_not_allowed: [
    "the page, or the frame of its form, is on none of the credential's domains, or another page lies over it",
    "postern credential show CREDENTIAL, and compare its domains with the host; add the host to them if it is right",
  ],
  insecure_page: ["the page is not https", "open the https address of the page"],
  ancestor_not_allowed: [
    "the form is in a frame of a page that is on none of the credential's domains",
    "open the form's own page",
  ],
  action_not_allowed: [
    "the form sends to a host that is none of the credential's domains",
    "add the host to the credential's domains if it is the site's own",
  ],
  sandboxed_frame: ["the form is in a sandboxed frame", "open the form's own page"],
  opaque_origin: ["the page has no origin to judge", "look whether the page has loaded, or open the form's own page"],
  looks_like_registration: ["the form makes an account or changes a password", "open the page for signing in"],
  redirect_refused: [
    "the site would have sent the password on to a host that is none of the credential's domains",
    "add that host to the credential's domains if it is the site's own",
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
    "nothing answered at the browser's address within 10 seconds",
    "look whether the browser, and its session, is alive; then postern browser test BROWSER",
  ],
  browser_refused: [
    "what answers at the browser's address refused the connection, or is no browser",
    "postern browser list, and compare address, key and session with what the vendor says",
  ],
  browser_gone: ["the connection to the browser ended", "start the browser or its session anew"],
};

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
  vault_timeout: ["the vault did not answer in time", "the same command, later"],
  vault_unavailable: ["the vault can't answer now", "the same command, later"],
  vault_rate_limited: ["the vault limits the rate of requests", "the same command, later"],
  vault_sealed: ["the vault is sealed or in maintenance", "unseal it, then the same command"],
  vault_redirected: ["the vault answered with a redirect, which is not followed", "register the address it leads to"],
  vault_not_a_vault: ["what answers at the address is no vault", "postern vault list, and look at its address"],
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

/** Tells what is behind a code and a hint, for people. A code that a newer server has stands alone. */
export function tellRemedy(output: Output, code: string | null, hint: string | null = null): void {
  for (const remedy of [remedyIn(BY_CODE, code), remedyIn(BY_HINT, hint)])
    if (remedy) output.say(`${remedy[0]}\n  next: ${remedy[1]}`);
}

const remedyIn = (table: Readonly<Record<string, Remedy>>, word: string | null): Remedy | undefined =>
  word !== null && Object.hasOwn(table, word) ? table[word] : undefined;

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
