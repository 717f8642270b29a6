import { api, asked } from "../../../api/client.ts";
import { type Resource, useResource } from "../../../data/resource.ts";
import { hasScope } from "../../../session/scopes.ts";

/** As many as are offered while somebody types; every other can be typed all the same. */
const OFFERED = 200;

/** Ids of identities to choose from: all kinds, or the groups alone. Nothing where the person may not see them. */
export function useKnownIdentities(type?: "group"): Resource<readonly string[]> {
  return useResource(hasScope("identity:read") ? `identities ${type ?? ""}` : null, async (signal) => {
    const query = { limit: OFFERED, type };
    const page = await asked(api.GET("/v1/identity/identities", { params: { query }, signal }));
    return page.identities.map(({ identity_id }) => identity_id);
  });
}
