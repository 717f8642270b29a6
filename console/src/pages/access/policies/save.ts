import { useState } from "preact/hooks";
import { answer, api, asked } from "../../../api/client.ts";
import { ApiError } from "../../../api/error.ts";
import { type Action, useAction } from "../../../data/resource.ts";
import { patchOf } from "./changes.ts";
import { contentOf, type PolicyContent, type ReadPolicy } from "./types.ts";

/** Reads a policy with the mark of its version. Throws ApiError. */
export async function readPolicy(id: string, signal?: AbortSignal): Promise<ReadPolicy> {
  const call = api.GET("/v1/policies/{id}", { params: { path: { id } }, ...(signal && { signal }) });
  const { data, response } = await answer(call);
  return { policy: data, etag: response.headers.get("etag") ?? "" };
}

export interface Saving {
  readonly save: Action<[mine: PolicyContent], void>;
  /** What somebody else made of the policy between the reading and the saving; undefined: nobody did. */
  readonly theirs: ReadPolicy | undefined;
}

/**
 * Saves what was changed of a policy that was read, if it is still the one that was read. Where it is not, the next saving lays what was
 * changed here over what the others made of it, as it was then read.
 */
export function useSaving(base: ReadPolicy, onSaved: () => void): Saving {
  const [theirs, setTheirs] = useState<ReadPolicy>();
  const { id } = base.policy;
  const save = useAction(async (mine: PolicyContent): Promise<void> => {
    const { rules, ...rest } = patchOf(contentOf(base.policy), mine);
    const params = { path: { id }, header: { "If-Match": (theirs ?? base).etag } };
    const body = rules === undefined ? rest : { ...rest, rules: [...rules] };
    try {
      await asked(api.PATCH("/v1/policies/{id}", { params, body }));
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "version_conflict") throw error;
      setTheirs(await readPolicy(id));
      return;
    }
    onSaved();
  });
  return { save, theirs };
}
