import type { Failure } from "../../../errors";
import { membersOf } from "../../../kernel/json-text";
import { type ChildToken, createChild, type NewChild } from "../../../tokens/children";
import { isMetadataTooLong, MAX_METADATA_BYTES, MAX_METADATA_KEYS } from "../../../tokens/metadata";
import type { VaultAnswer } from "../../answer";
import { inputFault } from "../../fault";
import { weakText } from "../../fields";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultRoute } from "../../route";
import { authText } from "../present";
import { cutWarning, TOKEN } from "./named";

/** Tokens that a token makes for itself. */

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
  if ((fields.text("entity_alias") ?? "") !== "")
    throw inputFault("'entity_alias' is only allowed in combination with token role");
  // There is no policy `default` to give or to leave out: only the form of this flag is judged.
  fields.boolean("no_default_policy");
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

/** Texts by name, not secret; null is an empty one. An empty list is as good as an empty object. */
function metaIn({ fields }: VaultRequest): Readonly<Record<string, string>> | null {
  const given = fields.raw("meta")?.value ?? null;
  if (given === null) return null;
  if (Array.isArray(given) && given.length === 0) return {};
  const members = membersOf(fields.object("meta")?.text ?? "{}");
  const entries = members.map(({ key, value }) => [key, value === "null" ? "" : weakText(value)] as const);
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

export const createRoutes: readonly VaultRoute[] = [
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
