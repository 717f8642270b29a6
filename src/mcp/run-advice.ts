import type { presentRun } from "../broker/authentications/present";

/** What came of a sign-in, and what to do next, for a model. */

/** By the code with which a run ended. Those without a line of their own are told by their first word, or in general. */
const BY_CODE: Readonly<Record<string, string>> = {
  host_not_allowed:
    "The page is on no host of this credential's list. Check that it is the right site; do not look for a way round.",
  insecure_page: "The page is not https. Do not sign in there.",
  ancestor_not_allowed: "A page of another host holds the login form in a frame. Open the login page by itself.",
  action_not_allowed: "The form sends to a host that is not on the list. Do not sign in there.",
  sandboxed_frame: "The form is in a sandboxed frame. Open the login page by itself.",
  opaque_origin: "The page has no origin of its own. Open the login page by its address.",
  looks_like_registration: "The form looks like one for a new account. Open the page for signing in.",
  ambiguous_form: "Several forms fit equally. Close what is not the login form, or name its fields by `selectors`.",
  no_login_form: "There is no login form. Open the login page, or close what covers it, and try again.",
  hidden_field_only: "The field is there, but nobody could see or fill it. Make the form visible, and try again.",
  not_a_password_field: "What was named is no password field. Leave `selectors.password` out.",
  page_changed: "The page changed while it was looked at. Wait until it is quiet, and try again.",
  not_substituted:
    "The page sends the password in a way that `wire` can't serve. The person who runs you may allow the mode `fill`.",
  redirect_refused: "The site would have sent the password on to another host. Tell the person who runs you.",
  ambiguous_target: "Several pages are open. Choose one by `target`: its id, or how its address begins.",
  target_not_found: "No open page fits `target`. Open the login page first.",
  still_on_form:
    "The site did not take the user name or the password. Do not try again: sites lock accounts. Tell the person who runs you.",
  otp_required: "The site asks for a code that this credential has not. A person has to type it.",
  challenge: "The site wants a person to prove who they are. A person has to do that in the browser.",
  unknown_after_submit:
    "The form was sent, and what came of it is not known. Look at the page before you do anything else.",
  timeout: "It took too long. Look at the page, and try again if it shows the login form.",
  credential_gone: "The credential is there no more, or you may not use it any more.",
  browser_unreachable: "The browser was not reached. Check that it runs, and that `browser` names it and its session.",
  browser_refused: "The browser refused the connection. Check `session`.",
  browser_gone: "The browser went away. Start it again, open the login page, and try again.",
  service_unavailable: "It was cut off before anything was sent. Try again.",
};
/** By what the form asks for and the credential has not, where a run says so. */
const BY_MISSING: Readonly<Record<string, string>> = {
  username: "The form asks for a user name, which this credential has not. Another credential may have it.",
  password: "The form asks for a password, which this credential has not. Another credential may have it.",
};
const VAULT = "The vault did not give the secret. Tell the person who runs you.";
const OTHERWISE = "Tell the person who runs you, with the id of the authentication.";

export const adviceForCode = (code: string): string => BY_CODE[code] ?? (code.startsWith("vault_") ? VAULT : OTHERWISE);

function adviceForMissing(details: Run["details"]): string | undefined {
  const missing = details?.missing;
  return typeof missing === "string" && Object.hasOwn(BY_MISSING, missing) ? BY_MISSING[missing] : undefined;
}

/** Where the open pages stand, if they do. */
export const aboutTargets = (details: Run["details"]): string =>
  details?.targets ? " `details.targets` lists the open pages." : "";

type Run = Pick<ReturnType<typeof presentRun>, "status" | "verdict" | "code" | "details">;

export function explainRun({ status, verdict, code, details }: Run): string {
  switch (status) {
    case "running":
      return "The sign-in goes on. Call get_authentication with its id, and `waitMs`, until it has ended.";
    case "paused":
      return `The sign-in waits for a person at the browser (${verdict ?? "to sign in"}). Tell them, then call get_authentication with its id.`;
    case "authenticated":
      return verdict === "already_signed_in" ? "The page was signed in already." : "Signed in. Go on with the page.";
    case "filled":
      return "The form is filled and was not sent.";
    case "cancelled":
      return "The sign-in was cancelled.";
    case "failed":
      return `Not signed in. ${adviceForMissing(details) ?? adviceForCode(code ?? "")}${aboutTargets(details)}`;
  }
}
