import { expect, it } from "vitest";
import { ERRORS, type ErrorCode } from "../../src/errors";
import { vaultErrors } from "../../src/vault-api/errors";

const CODES = Object.keys(ERRORS) as ErrorCode[];

it.each(CODES)("%s is told with a status that clients of Vault know, and one text at most", (code) => {
  const { status, errors } = vaultErrors({ code });
  expect([400, 403, 404, 405, 413, 415, 429, 500, 503]).toContain(status);
  expect(errors.length).toBeLessThan(2);
});

it("no failure is told with its details: they may hold a path", () => {
  const details = { path: "shop/canary", fields: { canary: "type" as const }, current_version: 77 };
  for (const code of CODES) expect(JSON.stringify(vaultErrors({ code, details })), code).not.toMatch(/canary|77/);
});

it("whoever has no live token is told nothing but that, the same for every cause", () => {
  for (const code of ["authentication_required", "token_invalid", "token_expired", "token_revoked"] as const)
    expect(vaultErrors({ code }), code).toEqual({ status: 403, errors: ["permission denied"] });
});

it.each([
  ["access_denied", undefined, 403, ["1 error occurred:\n\t* permission denied\n\n"]],
  ["insufficient_scope", undefined, 403, ["1 error occurred:\n\t* permission denied\n\n"]],
  ["secret_exists", undefined, 400, ["secret is deleted: restore or destroy it"]],
  ["secret_expired", undefined, 404, ["secret expired"]],
  ["secret_not_found", undefined, 404, []],
  ["version_not_found", undefined, 404, []],
  ["not_found", undefined, 404, []],
  ["method_not_allowed", undefined, 405, ["1 error occurred:\n\t* unsupported operation\n\n"]],
  ["precondition_failed", { reason: "required" }, 400, ["check-and-set parameter required for this call"]],
  ["precondition_failed", { current_version: 2 }, 400, ["check-and-set parameter did not match the current version"]],
  ["version_conflict", undefined, 400, ["The secret's current version stands in the way."]],
  ["payload_too_large", undefined, 413, ["The body is too large."]],
  ["rate_limited", undefined, 429, ["Too many requests of this kind."]],
  ["service_unavailable", undefined, 503, ["The service is not able to answer now."]],
] as const)("%s with %j is %i %j", (code, details, status, errors) => {
  expect(vaultErrors({ code, ...(details ? { details } : {}) })).toEqual({ status, errors });
});

it("a failure with a text of its own is told by that text, under the status of its code", () => {
  expect(vaultErrors({ code: "not_found", message: "no handler" })).toEqual({ status: 404, errors: ["no handler"] });
  expect(vaultErrors({ code: "invalid_request", message: "t" })).toEqual({ status: 400, errors: ["t"] });
});
