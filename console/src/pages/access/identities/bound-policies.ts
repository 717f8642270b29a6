import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";

type Schemas = components["schemas"];
/** A policy, and the binding by which somebody holds it. */
export interface Bound {
  readonly policy: Pick<Schemas["Policy"], "id" | "name">;
  readonly binding: Schemas["Binding"];
}
const WHOLE_PAGE = 200;
/** Asked at once, so that hundreds do not take for ever and the API is not flooded. */
const AT_ONCE = 4;

/** The live bindings of active policies to one of these ids. `onProgress`: after each lot. Throws ApiError. */
export async function boundPolicies(
  ids: readonly string[],
  onProgress: (done: number, of: number) => void,
): Promise<readonly Bound[]> {
  const all = await policiesWithBindings();
  const found: Bound[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const lot = all.slice(at, at + AT_ONCE);
    for (const bound of await Promise.all(lot.map((id) => bindingsOf(id, ids)))) found.push(...bound);
    onProgress(at + lot.length, all.length);
  }
  return found;
}

async function policiesWithBindings(): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: WHOLE_PAGE, cursor };
    const page = await asked(api.GET("/v1/policies", { params: { query } }));
    ids.push(...page.policies.filter((policy) => policy.binding_count > 0).map(({ id }) => id));
    if (page.cursor === null) return ids;
    cursor = page.cursor;
  }
}

async function bindingsOf(id: string, ids: readonly string[]): Promise<readonly Bound[]> {
  const policy = await asked(api.GET("/v1/policies/{id}", { params: { path: { id } } }));
  const mine = policy.bindings.filter(({ identity_id }) => ids.includes(identity_id));
  return mine.map((binding) => ({ policy, binding }));
}
