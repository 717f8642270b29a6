import { z } from "@hono/zod-openapi";
import type { Failure } from "../../errors";
import { sizedData } from "../../kernel/secret-type";
import { readKv, readKvSubkeys } from "../../secrets/kv/read";
import type { KvVersion } from "../../secrets/kv/state";
import { deleteKvVersions, destroyKvVersions, undeleteKvVersions } from "../../secrets/kv/versions";
import { patchKv, type WriteKv, writeKv } from "../../secrets/kv/write";
import { NO_CONTENT, type VaultAnswer } from "../answer";
import { inputFault } from "../fault";
import { weakInteger } from "../integer";
import type { VaultRequest } from "../request";
import { type VaultRoute, vaultRoute } from "../route";
import { secretPathOf } from "./path";
import { presentVersion } from "./present";

/** Values: `data`, `subkeys`, and the marks on versions. */

const KV = { mountType: "kv" } as const;
const DATA = "secret/data/{path}";

/** Nothing, 0 and less mean the current one. */
function versionOf({ fields }: VaultRequest): number | null {
  const version = fields.integer("version") ?? 0;
  return version > 0 ? version : null;
}

const read = vaultRoute({
  ...KV,
  verbs: ["read"],
  path: DATA,
  operation: readKv,
  fields: ["version"],
  input: (request) => ({ path: secretPathOf(request), version: versionOf(request) }),
  respond: ({ data, leaseSeconds, ...version }) => ({
    data: `{"data":${data},"metadata":${JSON.stringify(presentVersion(version))}}`,
    leaseDuration: leaseSeconds,
  }),
  failed: (failure) => goneAnswer(failure, (metadata) => `{"data":null,"metadata":${metadata}}`),
});

const subkeys = vaultRoute({
  ...KV,
  verbs: ["read"],
  path: "secret/subkeys/{path}",
  operation: readKvSubkeys,
  fields: ["version", "depth"],
  input(request) {
    const depth = request.fields.integer("depth") ?? 0;
    return { path: secretPathOf(request), version: versionOf(request), depth: depth === 0 ? null : Math.max(1, depth) };
  },
  respond: ({ subkeys: text, ...version }) => ({
    data: `{"metadata":${JSON.stringify(presentVersion(version))},"subkeys":${text}}`,
  }),
  failed: (failure) => goneAnswer(failure, (metadata) => `{"metadata":${metadata},"subkeys":null}`),
});

/** A version that is there and can't be read is 404 with what is known of it. */
function goneAnswer({ code, details }: Failure, data: (metadata: string) => string): VaultAnswer | undefined {
  const gone = code === "version_not_found" ? Gone.safeParse(details?.gone).data : undefined;
  if (!gone) return undefined;
  const words = gone.customMetadata;
  const customMetadata = words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1] ?? ""] as const] : []));
  return { status: 404, data: data(JSON.stringify(presentVersion({ ...gone, customMetadata }))) };
}
/** As `failGone` tells it. */
const Gone = z.object({
  version: z.number(),
  createdAtMs: z.number(),
  deletionAtMs: z.number().nullable(),
  isDestroyed: z.boolean(),
  /** Each key, and its text behind it. */
  customMetadata: z.array(z.string()),
});

function writeFrom(request: VaultRequest): WriteKv {
  const path = secretPathOf(request);
  const { fields } = request;
  const data = fields.object("data");
  if (!data) throw inputFault("no data provided");
  return { path, data: sizedData(data.text), cas: casIn(request) };
}

function casIn({ fields }: VaultRequest): number | null {
  const options = fields.raw("options")?.value ?? {};
  if (typeof options !== "object" || (Array.isArray(options) && options.length > 0))
    throw inputFault('error converting input for field "options": it is no object');
  if (!("cas" in options)) return null;
  const cas = weakInteger(options.cas);
  if (cas === undefined) throw inputFault("error parsing check-and-set parameter");
  return cas;
}

const presentWritten = (version: KvVersion): VaultAnswer => ({ data: JSON.stringify(presentVersion(version)) });

const write = vaultRoute({
  ...KV,
  verbs: ["write"],
  path: DATA,
  operation: writeKv,
  fields: ["data", "options"],
  input: writeFrom,
  respond: presentWritten,
});

const patch = vaultRoute({
  ...KV,
  verbs: ["patch"],
  path: DATA,
  operation: patchKv,
  fields: ["data", "options"],
  input: writeFrom,
  respond: presentWritten,
  failed: (failure) => goneAnswer(failure, (metadata) => metadata),
});

const remove = vaultRoute({
  ...KV,
  verbs: ["delete"],
  path: DATA,
  operation: deleteKvVersions,
  fields: ["version"],
  input: (request) => ({ path: secretPathOf(request), versions: null }),
  respond: () => NO_CONTENT,
});

/** Numbers that no version has are passed over, and so is what is said twice. */
function versionsIn({ fields }: VaultRequest, text: string): readonly number[] {
  const versions = fields.integers("versions");
  if (versions.length === 0) throw inputFault(text);
  if (versions.length > MAX_NAMED) throw inputFault("too many versions at once");
  return [...new Set(versions)];
}
const MAX_NAMED = 1000;

const marks = [
  { path: "secret/delete/{path}", operation: deleteKvVersions, text: "No version number provided" },
  { path: "secret/undelete/{path}", operation: undeleteKvVersions, text: "No version number provided" },
  { path: "secret/destroy/{path}", operation: destroyKvVersions, text: "no version number provided" },
].map(({ path, operation, text }) =>
  vaultRoute({
    ...KV,
    verbs: ["write"],
    path,
    operation,
    fields: ["versions"],
    input: (request) => ({ path: secretPathOf(request), versions: versionsIn(request, text) }),
    respond: () => NO_CONTENT,
  }),
);

export const kvDataRoutes: readonly VaultRoute[] = [read, subkeys, write, patch, remove, ...marks];
