import { signIn } from "#texts/shell.ts";

/** Where the server leads whoever an issuer's sign-in did not let in; one word of its own says why. */
export const FAILED = "/console/sign-in-failed";

export const isFailureAddress = (): boolean => location.pathname === FAILED;

/** Why, in words; whatever else the address says is not repeated. */
export function failureText(): string {
  const reason = new URLSearchParams(location.search).get("reason") ?? "";
  return (Object.hasOwn(signIn.reasons, reason) ? signIn.reasons[reason] : undefined) ?? signIn.failed;
}
