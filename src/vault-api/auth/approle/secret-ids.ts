import type { SecretId } from "../../../approles/queries";
import { SecretIdBody } from "../../../approles/schemas";
import {
  createSecretId,
  destroySecretId,
  listSecretIds,
  type MadeSecretId,
  type NewSecretId,
  readSecretId,
} from "../../../approles/secret-ids";
import { safeToEcho } from "../../../crypto/token";
import { AppError, type Failure } from "../../../errors";
import { NO_CONTENT, type VaultAnswer } from "../../answer";
import { secondsOf } from "../../duration";
import { inputFault } from "../../fault";
import { keysAnswer } from "../../keys";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultRoute } from "../../route";
import { timeText } from "../../time";
import { cidrsIn, countIn } from "./role-fields";
import { roleIn } from "./roles";

/** Secret ids of a role: by themselves, or by their accessors. */

const APPROLE = { mountType: "approle" } as const;
const ROLE = "auth/approle/role/{name}";
const MAX_IDS = 1000;

/** What is not said is as the role says; 0 is no bound, which a role that has one does not take. */
function newFrom(request: VaultRequest, secretId: string | undefined): NewSecretId {
  const { fields } = request;
  const lifeMs = fields.durationMs("ttl");
  const parsed = SecretIdBody.safeParse({
    secret_id: secretId,
    cidr_list: cidrsIn(fields, "cidr_list") ?? undefined,
    metadata: metadataIn(request),
  });
  if (!parsed.success)
    throw inputFault(`a secret id can't have this ${String(parsed.error.issues[0]?.path[0] ?? "setting")}`);
  refuseOwnBounds(request);
  return {
    ...roleIn(request),
    secretId,
    uses: countIn(fields, "num_uses"),
    lifeMs: lifeMs === 0 ? null : lifeMs,
    cidrs: parsed.data.cidr_list ?? null,
    metadata: parsed.data.metadata ?? {},
  };
}

function refuseOwnBounds({ fields }: VaultRequest): void {
  if ((fields.texts("token_bound_cidrs") ?? []).length > 0)
    throw inputFault("token_bound_cidrs is a setting of the role, and of no secret id");
}

/** JSON of an object as a text, as Vault has it. */
function metadataIn({ fields }: VaultRequest): unknown {
  const text = fields.text("metadata") ?? "";
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw inputFault("failed to parse metadata: failed to parse the input: invalid <key,value> format");
  }
}

const presentMade = (made: MadeSecretId): VaultAnswer => ({
  data: JSON.stringify({
    secret_id: made.secretId,
    secret_id_accessor: made.accessor,
    secret_id_num_uses: made.usesLeft ?? 0,
    secret_id_ttl: secondsOf(made.lifeMs),
  }),
  accessor: made.accessor,
});

const present = (row: SecretId): VaultAnswer => ({
  data: JSON.stringify({
    cidr_list: row.cidrs ?? [],
    creation_time: timeText(row.createdAtMs),
    expiration_time: row.expiresAtMs === null ? NEVER : timeText(row.expiresAtMs),
    last_updated_time: timeText(row.updatedAtMs),
    metadata: row.metadata,
    secret_id_accessor: row.accessor,
    secret_id_num_uses: row.usesLeft ?? 0,
    secret_id_ttl: secondsOf(row.lifeMs),
    token_bound_cidrs: [],
  }),
});
const NEVER = "0001-01-01T00:00:00Z";

function notMade({ code, details }: Failure, { params }: VaultRequest): undefined {
  if (code === "approle_not_found")
    throw new AppError({ code: "not_found", message: `role "${safeToEcho(params.name ?? "")}" does not exist` });
  if (code === "name_conflict")
    throw inputFault("1 error occurred:\n\t* failed to store secret_id: SecretID is already registered\n\n");
  if (details?.fields?.ttl) throw inputFault("ttl cannot be longer than the role's secret_id_ttl");
  if (details?.fields?.num_uses) throw inputFault("num_uses cannot be higher than the role's secret_id_num_uses");
  if (details?.reason === "unsupported") throw inputFault("bind_secret_id is not set on the role");
}

function textIn({ fields }: VaultRequest, name: string): string {
  const text = fields.text(name) ?? "";
  if (text === "") throw inputFault(`missing ${name}`);
  return text;
}
const bySecretId = (request: VaultRequest) => ({ ...roleIn(request), secretId: textIn(request, "secret_id") });
const byAccessor = (request: VaultRequest) => ({ ...roleIn(request), accessor: textIn(request, "secret_id_accessor") });

/** Where there is none, nothing is told, and nothing is to be done. */
function whereNone({ code }: Failure): VaultAnswer | undefined {
  if (code === "approle_not_found") throw inputFault("the role does not exist");
  return code === "secret_id_not_found" ? NO_CONTENT : undefined;
}
function noAccessor(failure: Failure): VaultAnswer | undefined {
  if (failure.code !== "secret_id_not_found") return whereNone(failure);
  return { status: 404, data: JSON.stringify({ error: "failed to find accessor entry for secret_id_accessor" }) };
}

const NEW_FIELDS = ["metadata", "cidr_list", "token_bound_cidrs", "num_uses", "ttl"];

const creations = [
  vaultRoute({
    ...APPROLE,
    verbs: ["write"],
    path: `${ROLE}/secret-id`,
    operation: createSecretId,
    fields: NEW_FIELDS,
    input: (request) => newFrom(request, undefined),
    respond: presentMade,
    failed: notMade,
  }),
  vaultRoute({
    ...APPROLE,
    verbs: ["write"],
    path: `${ROLE}/custom-secret-id`,
    operation: createSecretId,
    fields: [...NEW_FIELDS, "secret_id"],
    input: (request) => newFrom(request, textIn(request, "secret_id")),
    respond: presentMade,
    failed: notMade,
  }),
  vaultRoute({
    ...APPROLE,
    verbs: ["list"],
    path: `${ROLE}/secret-id`,
    operation: listSecretIds,
    input: (request) => ({ ...roleIn(request), limit: MAX_IDS, cursor: undefined }),
    respond: ({ items }) => keysAnswer(items.map(({ accessor }) => accessor)),
    failed: whereNone,
  }),
];

const lookups = [
  { path: `${ROLE}/secret-id/lookup`, fields: ["secret_id"], input: bySecretId, failed: whereNone },
  { path: `${ROLE}/secret-id-accessor/lookup`, fields: ["secret_id_accessor"], input: byAccessor, failed: noAccessor },
].map((route) => vaultRoute({ ...APPROLE, ...route, verbs: ["write"], operation: readSecretId, respond: present }));

const destructions = [
  { path: `${ROLE}/secret-id/destroy`, fields: ["secret_id"], input: bySecretId },
  { path: `${ROLE}/secret-id-accessor/destroy`, fields: ["secret_id_accessor"], input: byAccessor },
].map((route) =>
  vaultRoute({
    ...APPROLE,
    ...route,
    verbs: ["write", "delete"],
    operation: destroySecretId,
    respond: () => NO_CONTENT,
    failed: whereNone,
  }),
);

export const secretIdRoutes: readonly VaultRoute[] = [...creations, ...lookups, ...destructions];
