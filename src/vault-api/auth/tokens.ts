import type { Failure } from "../../errors";
import { AppError } from "../../errors";
import { membersOf } from "../../kernel/json-text";
import { type ChildToken, createChild, type NewChild } from "../../tokens/children";
import { listTokenIds, lookupOwnToken, lookupToken } from "../../tokens/lookup";
import { isMetadataTooLong, MAX_METADATA_BYTES, MAX_METADATA_KEYS } from "../../tokens/metadata";
import { type RenewedToken, renewOwnToken, renewToken } from "../../tokens/renew";
import { revokeOwnToken, revokeToken } from "../../tokens/revoke";
import { NO_CONTENT, type VaultAnswer } from "../answer";
import { inputFault, nothingHere } from "../fault";
import { weakText } from "../fields";
import type { VaultRequest } from "../request";
import { type VaultRoute, vaultRoute } from "../route";
import { authText, lookupText } from "./present";

/** `auth/token`: what is told and done of tokens. The accessor of a token is its id. */

const TOKEN = { mountType: "token" } as const;

const tokenIn = ({ fields }: VaultRequest): string => fields.text("token") ?? "";
/** Without a name, or by its own: the caller's token, on which it needs no right. */
const isOwn = (request: VaultRequest): boolean => ["", request.token].includes(tokenIn(request));
const own = (): Record<never, never> => ({});

function accessorIn({ fields }: VaultRequest): string {
  const accessor = fields.text("accessor") ?? "";
  if (accessor === "") throw inputFault("1 error occurred:\n\t* missing accessor\n\n");
  return accessor;
}

/** Answers a token that is not there, or throws what else is told of it. */
const whereMissing =
  (answer: () => VaultAnswer) =>
  ({ code }: Failure): VaultAnswer | undefined =>
    code === "token_not_found" ? answer() : undefined;
const invalidAccessor = (): never => {
  throw inputFault("1 error occurred:\n\t* invalid accessor\n\n");
};
const badToken = (): never => {
  throw new AppError({ code: "access_denied", message: "bad token" });
};

const lookups = [
  vaultRoute({
    ...TOKEN,
    verbs: ["read"],
    path: "auth/token/lookup-self",
    operation: lookupOwnToken,
    input: own,
    respond: (token, request) => ({ data: lookupText(token, request.token) }),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write", "read"],
    path: "auth/token/lookup",
    operation: (request) => (isOwn(request) ? lookupOwnToken : lookupToken),
    fields: ["token"],
    input: (request) => ({ token: tokenIn(request) }),
    respond: (token, request) => ({ data: lookupText(token, isOwn(request) ? request.token : tokenIn(request)) }),
    failed: whereMissing(badToken),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/lookup-accessor",
    operation: lookupToken,
    fields: ["accessor"],
    input: (request) => ({ id: accessorIn(request) }),
    respond: (token) => ({ data: lookupText(token, "") }),
    failed: whereMissing(invalidAccessor),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["list"],
    path: "auth/token/accessors",
    operation: listTokenIds,
    input: own,
    respond(keys) {
      if (keys.length === 0) throw nothingHere();
      return { data: JSON.stringify({ keys }) };
    },
  }),
];

// --- renewal ---

const CUT = "TTL exceeded what is allowed; TTL value is capped accordingly";
const cutWarning = (isCut: boolean): readonly string[] => (isCut ? [CUT] : []);

const incrementIn = ({ fields }: VaultRequest) => {
  const ms = fields.durationMs("increment") ?? 0;
  return { incrementMs: ms === 0 ? undefined : ms };
};
const renewed = (token: RenewedToken, text: string): VaultAnswer => ({
  auth: authText({ ...token, token: text }),
  warnings: cutWarning(token.isCut),
});
const notRenewed = ({ code }: Failure): undefined => {
  if (code === "token_not_renewable") throw inputFault("lease is not renewable");
  if (code === "token_not_found") throw inputFault("token not found");
};

const renewals = [
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/renew-self",
    operation: renewOwnToken,
    fields: ["increment", "token"],
    input: incrementIn,
    respond: (token, request) => renewed(token, request.token),
    failed: notRenewed,
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/renew",
    operation: (request) => (isOwn(request) ? renewOwnToken : renewToken),
    fields: ["increment", "token"],
    input(request) {
      const text = tokenIn(request);
      if (text === "") throw inputFault("missing token ID");
      return { ref: { token: text }, ...incrementIn(request) };
    },
    respond: (token, request) => renewed(token, tokenIn(request)),
    failed: notRenewed,
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/renew-accessor",
    operation: renewToken,
    fields: ["increment", "accessor"],
    input: (request) => ({ ref: { id: accessorIn(request) }, ...incrementIn(request) }),
    respond: (token) => renewed(token, ""),
    failed: notRenewed,
  }),
];

// --- revocation ---

const revocations = [
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/revoke-self",
    operation: revokeOwnToken,
    input: own,
    respond: () => NO_CONTENT,
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/revoke",
    operation: (request) => (isOwn(request) ? revokeOwnToken : revokeToken),
    fields: ["token"],
    input(request) {
      const text = tokenIn(request);
      if (text === "") throw inputFault("missing token ID");
      return { token: text };
    },
    respond: () => NO_CONTENT,
    failed: whereMissing(() => NO_CONTENT),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/revoke-accessor",
    operation: revokeToken,
    fields: ["accessor"],
    input: (request) => ({ id: accessorIn(request) }),
    respond: () => NO_CONTENT,
    failed: whereMissing(() => ({ warnings: ["No token found with this accessor"] })),
  }),
];

// --- children ---

const MAX_NAME = 128;

function childFrom(request: VaultRequest, hasNoParent: boolean): NewChild {
  const { fields } = request;
  refuseUnknownKinds(request);
  const uses = fields.integer("num_uses") ?? 0;
  if (uses < 0) throw inputFault("number of uses cannot be negative");
  const ttlMs = ttlIn(request);
  const maxLifeMs = fields.durationMs("explicit_max_ttl") ?? 0;
  return {
    name: nameIn(request),
    ttlMs: ttlMs === 0 ? undefined : ttlMs,
    maxLifeMs: maxLifeMs === 0 ? null : maxLifeMs,
    uses: uses === 0 ? null : uses,
    renewable: fields.boolean("renewable") ?? true,
    hasNoParent,
    policies: policiesIn(request),
    scopes: undefined,
    metadata: metaIn(request),
  };
}

/** A list of which nothing is left, like `["default"]`, asks for no policy at all. Undefined: there is no list, or an empty one. */
function policiesIn({ fields }: VaultRequest): readonly string[] | undefined {
  const given = fields.raw("policies")?.value;
  const names = fields.texts("policies");
  if (!names || given === "" || (Array.isArray(given) && given.length === 0)) return undefined;
  return [...new Set(names)].filter((name) => name !== "default");
}

function refuseUnknownKinds({ fields }: VaultRequest): void {
  const type = fields.text("type") ?? "service";
  if (type === "batch") throw inputFault("batch tokens are not supported");
  if (type !== "service" && type !== "") throw inputFault("invalid 'token_type' value");
  if ((fields.durationMs("period") ?? 0) > 0)
    throw inputFault("root or sudo privileges required to create periodic token");
  if ((fields.text("id") ?? "") !== "") throw inputFault("root or sudo privileges required to specify token id");
}

function ttlIn({ fields }: VaultRequest): number {
  const name = fields.has("ttl") ? "ttl" : "lease";
  const value = fields.raw(name)?.value;
  if (typeof value === "number" ? value < 0 : typeof value === "string" && value.startsWith("-"))
    throw inputFault("ttl must be positive");
  return fields.durationMs(name) ?? 0;
}

const PREFIX = "token-";
/** As OpenBao shows it: other signs become hyphens, without one at the end. */
function nameIn({ fields }: VaultRequest): string {
  const name = (fields.text("display_name") ?? "").trim();
  if (PREFIX.length + name.length > MAX_NAME || !/^\P{C}*$/u.test(name))
    throw inputFault("the display name is too long, or has control signs");
  return name === "" ? "token" : `${PREFIX}${name.replace(/[^a-zA-Z0-9]/g, "-").replace(/-$/, "")}`;
}

/** Texts by name, not secret. */
function metaIn({ fields }: VaultRequest): Readonly<Record<string, string>> | null {
  const meta = fields.object("meta");
  if (!meta) return null;
  const entries = membersOf(meta.text).map(({ key, value }) => [key, weakText(value)] as const);
  const isFine = entries.every(([key, text]) => text !== undefined && key.length <= MAX_NAME && text.length <= 512);
  const texts = Object.fromEntries(entries) as Record<string, string>;
  if (entries.length > MAX_METADATA_KEYS || !isFine || isMetadataTooLong(texts))
    throw inputFault(
      `meta takes up to ${MAX_METADATA_KEYS} short texts by name, and ${MAX_METADATA_BYTES} bytes in all`,
    );
  return texts;
}

const CHILD_FIELDS = [
  "id",
  "policies",
  "meta",
  "no_parent",
  "no_default_policy",
  "renewable",
  "ttl",
  "lease",
  "type",
  "explicit_max_ttl",
  "display_name",
  "num_uses",
  "period",
  "entity_alias",
];
const made = (token: ChildToken): VaultAnswer => ({
  auth: authText(token),
  accessor: token.id,
  warnings: cutWarning(token.isCut),
});
function notMade({ code, details }: Failure): undefined {
  if (code === "validation_error" && details?.fields?.policies)
    throw inputFault("child policies must be subset of parent");
  if (code === "access_denied" && details?.reason === "unsupported")
    throw inputFault("restricted use token cannot generate child tokens");
  if (code === "insufficient_scope") throw inputFault("root or sudo privileges required to create orphan token");
}

const creations = [
  { path: "auth/token/create", isOrphan: false },
  { path: "auth/token/create-orphan", isOrphan: true },
].map(({ path, isOrphan }) =>
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path,
    operation: createChild,
    fields: CHILD_FIELDS,
    input: (request) => childFrom(request, isOrphan || (request.fields.boolean("no_parent") ?? false)),
    respond: made,
    failed: notMade,
  }),
);

export const tokenRoutes: readonly VaultRoute[] = [...lookups, ...renewals, ...revocations, ...creations];
