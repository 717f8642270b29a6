import { AppError, type Failure } from "../../errors";
import { whoami } from "../../identities/operations";
import { lookUpWrap, rewrapAnswer, unwrapAnswer } from "../../wrapping/operations";
import type { VaultAnswer } from "../answer";
import { inputFault } from "../fault";
import type { VaultRequest } from "../request";
import { type VaultRoute, vaultRoute } from "../route";
import { timeText } from "../time";
import { infoText } from "../wrap";

/** `sys/wrapping`: what is kept is looked up, and taken out once. */

const SYSTEM = { mountType: "system" } as const;
/** Nobody is known who could wrap for the bearer of a wrapping token: what was taken out would be lost. */
const OF_WRAPPED = { ...SYSTEM, isNeverWrapped: true } as const;
const INVALID = "wrapping token is not valid or does not exist";

/** By the body, or the caller's own token is the one. */
function namedIn({ fields, token }: VaultRequest): { readonly token: string | null } {
  const named = fields.raw("token")?.value ?? token;
  if (typeof named !== "string") throw unreadable("could not decode token in request body");
  if (named === "") throw unreadable("empty token in request body");
  return { token: named === token ? null : named };
}
const unreadable = (text: string) =>
  new AppError({ code: "access_denied", message: `error validating wrapping token: ${text}` });

/** A wrapping token that is used, or never was, is one text; so is a token that wraps nothing. */
function invalid({ code }: Failure, request: VaultRequest): undefined {
  const isOwn = namedIn(request).token === null && code === "token_invalid";
  if (isOwn || code.startsWith("wrapping_token_")) throw inputFault(INVALID);
}

/** Nobody needs a token of their own to ask about one that they hold. */
const bearerIn = ({ fields }: VaultRequest): string | undefined => fields.text("token");

const lookup = vaultRoute({
  ...OF_WRAPPED,
  verbs: ["write", "read"],
  path: "sys/wrapping/lookup",
  operation: lookUpWrap,
  fields: ["token"],
  bearer: bearerIn,
  input: namedIn,
  respond: (info) => ({
    data: JSON.stringify({
      creation_path: info.creationPath,
      creation_time: timeText(info.createdAtMs),
      creation_ttl: Math.floor(info.ttlMs / 1000),
    }),
  }),
  failed: invalid,
});

const unwrap = vaultRoute({
  ...OF_WRAPPED,
  verbs: ["write", "read"],
  path: "sys/wrapping/unwrap",
  operation: unwrapAnswer,
  fields: ["token"],
  input(request) {
    // A HEAD is told nothing of the answer, which would be lost.
    if (request.c.req.method === "HEAD") throw new AppError({ code: "method_not_allowed" });
    return namedIn(request);
  },
  respond: ({ text }) => ({ kept: text }),
  failed: invalid,
});

const rewrap = vaultRoute({
  ...OF_WRAPPED,
  verbs: ["write"],
  path: "sys/wrapping/rewrap",
  operation: rewrapAnswer,
  fields: ["token"],
  input: namedIn,
  respond: (made): VaultAnswer => ({ wrapInfo: infoText(made) }),
  failed: invalid,
});

/** Keeps what it is given: the answer that is wrapped is the body itself. */
const wrap = vaultRoute({
  ...SYSTEM,
  verbs: ["write"],
  path: "sys/wrapping/wrap",
  operation: whoami,
  takesAnyField: true,
  input(request) {
    if (request.wrapTtlMs === null)
      throw new AppError({ code: "invalid_request", message: "endpoint requires response wrapping to be used" });
    return {};
  },
  respond: (_, { fields }) => ({ data: fields.whole() }),
});

export const wrappingRoutes: readonly VaultRoute[] = [lookup, unwrap, rewrap, wrap];
