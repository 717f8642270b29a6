import type { Context } from "hono";
import { AppError } from "../../errors";
import type { AppEnv } from "../../http/app-env";

/**
 * Why nobody was signed in, for the page that says so. A closed list: no text of an issuer, and nothing of what did not fit, which the
 * tenant's log has.
 */
export type SignInFault =
  /** There is no such tenant, no such trust of it, or it is not for this. */
  | "unknown_trust"
  /** The deployment does not say where it is (`PUBLIC_URL`), so no issuer could send anybody back. */
  | "no_public_url"
  /** Another site's page began it. */
  | "foreign_page"
  /** It was not begun in this browser, or ended since, or was begun more than ten minutes ago. */
  | "not_begun"
  /** The person, or the issuer's own rules, said no there. */
  | "cancelled"
  /** The issuer reports some other fault. */
  | "issuer_error"
  /** What the issuer says of the person, or the code, was not taken. */
  | "refused"
  | "rate_limited"
  /** The issuer, or this side, does not answer now. */
  | "unavailable";

export const failed = (c: Context<AppEnv>, fault: SignInFault): Response =>
  c.redirect(`/console/sign-in-failed?reason=${fault}`, 302);

/** What a refusal of the tenant's object means here; `refused`: the one that stands for all else that is refused. Throws what is none. */
export function faultOf(e: unknown, refused: "unknown_trust" | "refused"): SignInFault {
  if (!(e instanceof AppError)) throw e;
  if (e.failure.code === "rate_limited") return "rate_limited";
  return e.failure.code === "service_unavailable" || e.failure.code === "internal_error" ? "unavailable" : refused;
}
