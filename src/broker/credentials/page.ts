import { AppError, fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { judgePage, type PageVerdict } from "../hosts/page-url";
import { brokerStore } from "../store";
import type { Credential } from "../tables";

export type Allowed = Extract<PageVerdict, { kind: "allowed" }>;

/** A URL that is none gives no verdict: 400, at `match` as at `resolve`. Notes what may be kept of it: its host. */
export function evaluatePage(
  ctx: Context,
  credential: Credential,
  url: string,
): Exclude<PageVerdict, { kind: "invalid" }> {
  const verdict = judgePage(url, brokerStore(ctx).patternsOf(credential));
  if (verdict.kind === "invalid") {
    ctx.audit.annotate({ reason: verdict.reason });
    return fail("invalid_request", { fields: { url: verdict.reason } });
  }
  if (verdict.host !== null) ctx.audit.annotate({ host: verdict.host });
  if (verdict.kind === "refused") ctx.audit.annotate({ reason: verdict.reason });
  return verdict;
}

/** Throws AppError: invalid_request, host_not_allowed. */
export function requireAllowed(ctx: Context, credential: Credential, url: string): Allowed {
  const verdict = evaluatePage(ctx, credential, url);
  if (verdict.kind === "allowed") {
    ctx.audit.annotate({ matched_pattern: verdict.matchedPattern });
    return verdict;
  }
  const { host, reason, nearestPattern } = verdict;
  const details = {
    ...(host === null ? {} : { host }),
    reason,
    ...(nearestPattern === undefined ? {} : { nearestPattern }),
  };
  throw new AppError({ code: "host_not_allowed", details });
}
