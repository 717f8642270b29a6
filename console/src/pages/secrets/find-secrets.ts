import { api, asked } from "../../api/client.ts";
import { patternsFor } from "./search.ts";
import type { ListedSecret, SecretRecord } from "./types.ts";

export interface Found {
  readonly secrets: readonly ListedSecret[];
  readonly isCut: boolean;
}
/** Secrets with a text anywhere in their path, by path; at most 1000. Throws ApiError. */
export async function searchSecrets(text: string, signal: AbortSignal): Promise<Found> {
  const body = { paths: [...patternsFor(text)], options: { expand_wildcards: true } };
  const { secrets, truncated } = await asked(api.POST("/v1/secrets/batch/metadata", { body, signal }));
  const found = Object.values(secrets).map(listed);
  return { secrets: found.sort((a, b) => (a.path < b.path ? -1 : 1)), isCut: truncated };
}

const listed = (record: SecretRecord): ListedSecret => {
  const { tags } = record.metadata;
  return { ...record, version: record.current_version, tags: Array.isArray(tags) ? tags : [] };
};
