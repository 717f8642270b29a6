import { secret as texts } from "#texts/secret.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { ApiError } from "../../api/error.ts";
import { readRecord } from "./store.ts";
import type { Description } from "./types.ts";

const { create } = texts;

export type GenerationPolicy = components["schemas"]["SecretPolicy"];
/** So many names fit a list to choose from; whoever has more knows the id. */
const MOST = 200;

/** Those that have an effect, by name. Throws ApiError. */
export async function generationPolicies(signal: AbortSignal): Promise<readonly GenerationPolicy[]> {
  const { policies } = await asked(api.GET("/v1/secret-policies", { params: { query: { limit: MOST } }, signal }));
  return policies.filter(({ is_active: isActive }) => isActive);
}

/**
 * A new secret whose value the server makes, and nobody sees here. The call itself would write a new version of a secret that is there,
 * and takes no condition, so the path is looked at before. Throws ApiError, path_taken too.
 */
export async function generateSecret(id: string, path: string, rest: Description) {
  await requireFree(path);
  return await asked(
    api.POST("/v1/secret-policies/{id}/generate", { params: { path: { id } }, body: { path, ...rest } }),
  );
}

async function requireFree(path: string): Promise<void> {
  try {
    await readRecord("own", path);
  } catch (error) {
    if (error instanceof ApiError && error.code === "secret_not_found") return;
    throw error;
  }
  throw new ApiError({ status: 412, code: "path_taken", message: create.taken, requestId: null, details: {} });
}
