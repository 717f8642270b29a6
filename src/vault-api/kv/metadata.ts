import { utf8 } from "../../crypto/encoding";
import type { Failure } from "../../errors";
import type { ExactJson } from "../../http/exact-json";
import { membersOf } from "../../kernel/json-text";
import { listKv, scanKv } from "../../secrets/kv/list";
import {
  deleteKvMetadata,
  type KvMetadataChange,
  readKvMetadata,
  type WriteKvMetadata,
  writeKvMetadata,
} from "../../secrets/kv/metadata";
import { isPrintable, MAX_KEY_BYTES, MAX_METADATA_KEYS } from "../../secrets/metadata-merge";
import { NO_CONTENT, type VaultAnswer } from "../answer";
import { houseDuration } from "../duration";
import { inputFault } from "../fault";
import { weakText } from "../fields";
import { keysAnswer } from "../keys";
import type { VaultRequest } from "../request";
import { type VaultRoute, vaultRoute } from "../route";
import { folderOf, secretPathOf } from "./path";
import { presentMetadata } from "./present";

/** Everything but values: `metadata`, and the lists of what there is. */

const KV = { mountType: "kv" } as const;
const METADATA = "secret/metadata/{path}";
const MAX_VERSIONS = 100;

const read = vaultRoute({
  ...KV,
  verbs: ["read"],
  path: METADATA,
  operation: readKvMetadata,
  input: (request) => ({ path: secretPathOf(request) }),
  respond: (kv) => ({ data: JSON.stringify(presentMetadata(kv)) }),
});

/** What says nothing stays as it is. */
function changeFrom({ fields, verb }: VaultRequest): KvMetadataChange {
  return {
    maxVersions: maxVersionsIn(fields.integer("max_versions")),
    casRequired: fields.boolean("cas_required"),
    metadataCasRequired: fields.boolean("metadata_cas_required"),
    deleteVersionAfter: lifeIn(fields.durationMs("delete_version_after")),
    customMetadata: customIn(fields.raw("custom_metadata"), verb === "patch"),
  };
}

export function maxVersionsIn(given: number | undefined): number | null | undefined {
  if (given === undefined) return undefined;
  if (given < 0 || given > MAX_VERSIONS) throw inputFault(`max_versions must be between 0 and ${MAX_VERSIONS}`);
  return given === 0 ? null : given;
}

export const lifeIn = (ms: number | undefined): string | null | undefined =>
  ms === undefined ? undefined : houseDuration(ms);

const customFault = (text: string) =>
  inputFault(`1 error occurred:\n\t* custom_metadata validation failed: ${text}\n\n`);

/** Numbers and flags become texts. In a patch null takes a key away, and in place of all of them everything. */
function customIn(sent: ExactJson | undefined, isPatch: boolean): KvMetadataChange["customMetadata"] {
  if (sent === undefined) return undefined;
  const given = sent.value;
  if (given === null) return null;
  if (Array.isArray(given) && given.length === 0) return isPatch ? undefined : null;
  if (typeof given !== "object" || Array.isArray(given))
    throw inputFault('error converting input for field "custom_metadata": it is no object');
  const entries = membersOf(sent.text);
  if (entries.length > MAX_METADATA_KEYS)
    throw customFault(`payload must contain at most ${MAX_METADATA_KEYS} keys, provided ${entries.length}`);
  return entries.map(({ key, value }) => {
    checkKey(key);
    return [key, isPatch && value === "null" ? null : textFrom(value)] as const;
  });
}

function checkKey(key: string): void {
  const { length } = utf8(key);
  if (length === 0 || length > MAX_KEY_BYTES)
    throw customFault(`length of a key is ${length} but must be 0 < len(key) <= ${MAX_KEY_BYTES}`);
  if (!isPrintable(key)) throw customFault("a key contains unprintable characters");
  if (key === "tags") throw customFault("tags are a list, which this interface has not");
}

function textFrom(json: string): string {
  const text = json === "null" ? "" : weakText(json);
  if (text === undefined) throw customFault("a value is no text");
  const { length } = utf8(text);
  if (length === 0 || length > 512)
    throw customFault(`length of a value is ${length} but must be 0 < len(value) <= 512`);
  if (!isPrintable(text)) throw customFault("a value contains unprintable characters");
  return text;
}

/** Less than 0, and null, is as good as nothing. */
function metadataCasIn({ fields }: VaultRequest): number | null {
  const cas = fields.raw("metadata_cas")?.value === null ? undefined : fields.integer("metadata_cas");
  return cas === undefined || cas < 0 ? null : cas;
}

const writeFrom = (request: VaultRequest): WriteKvMetadata => ({
  path: secretPathOf(request),
  change: changeFrom(request),
  isPatch: request.verb === "patch",
  metadataCas: metadataCasIn(request),
});

const STAYS = '"cas_required" set to false, but is mandated by backend config. This value will be ignored.';

const write = vaultRoute({
  ...KV,
  verbs: ["write", "patch"],
  path: METADATA,
  operation: writeKvMetadata,
  fields: [
    "max_versions",
    "cas_required",
    "metadata_cas_required",
    "delete_version_after",
    "custom_metadata",
    "metadata_cas",
  ],
  input: writeFrom,
  respond: ({ casStaysRequired }): VaultAnswer => (casStaysRequired ? { warnings: [STAYS] } : NO_CONTENT),
  failed: metadataFailure,
});

/** Check-and-set of metadata has texts of its own. */
function metadataFailure({ code, details }: Failure): undefined {
  if (code !== "precondition_failed") return undefined;
  throw inputFault(
    details?.reason === "required"
      ? "metadata check-and-set parameter required for this call"
      : "metadata check-and-set parameter does not match the current version",
  );
}

const remove = vaultRoute({
  ...KV,
  verbs: ["delete"],
  path: METADATA,
  operation: deleteKvMetadata,
  input: (request) => ({ path: secretPathOf(request) }),
  respond: () => NO_CONTENT,
});

const CUT = "There are more keys than an answer holds: ask on with the parameter after.";
const cutWarning = (isCut: boolean): readonly string[] => (isCut ? [CUT] : []);

const list = vaultRoute({
  ...KV,
  verbs: ["list"],
  path: METADATA,
  operation: listKv,
  fields: ["after", "limit"],
  input(request) {
    const limit = request.fields.integer("limit") ?? 0;
    const after = request.fields.text("after") ?? "";
    if (utf8(after).length > 1024) throw inputFault("the parameter after is longer than any key");
    return { folder: folderOf(request), after, limit: limit > 0 ? limit : null };
  },
  respond: ({ keys, isCut }) => keysAnswer(keys, cutWarning(isCut)),
});

const scan = vaultRoute({
  ...KV,
  verbs: ["scan"],
  path: METADATA,
  operation: scanKv,
  fields: ["after", "limit"],
  input: (request) => ({ folder: folderOf(request) }),
  respond: ({ keys, isCut }) => ({
    data: JSON.stringify(keys.length === 0 ? {} : { keys }),
    warnings: cutWarning(isCut),
  }),
});

export const kvMetadataRoutes: readonly VaultRoute[] = [read, write, remove, list, scan];
