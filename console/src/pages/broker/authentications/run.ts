import { useEffect, useState } from "preact/hooks";
import { api, asked } from "../../../api/client.ts";
import { type ApiError, isAbort, toApiError } from "../../../api/error.ts";
import type { Resource } from "../../../data/resource.ts";
import type { Run } from "../records.ts";
import { isLive } from "./words.ts";

/** How long one question for a run waits for its end. Short enough for its steps to be seen as they come. */
const WAIT_MS = 3000;

/** A run as it stands, and as it goes on until its end. `onEnd` is told of an end that was waited for. */
export function useRun(id: string, onEnd: (run: Run) => void): Resource<Run> {
  const [state, setState] = useState<{ id: string; value?: Run; error?: ApiError }>({ id });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setState((old) => (old.id === id && old.value ? { id, value: old.value } : { id }));
    const follow = async (): Promise<void> => {
      let run = await read(id, 0, abort.signal);
      setState({ id, value: run });
      while (isLive(run)) {
        run = await read(id, WAIT_MS, abort.signal);
        setState({ id, value: run });
        if (!isLive(run)) onEnd(run);
      }
    };
    follow().catch((error: unknown) => {
      if (abort.signal.aborted || isAbort(error)) return;
      setState((old) => ({ ...old, error: toApiError(error) }));
    });
    return () => abort.abort();
  }, [id, turn]);
  const current = state.id === id ? state : { id, value: undefined, error: undefined };
  return {
    value: current.value,
    error: current.error,
    isLoading: current.value === undefined && current.error === undefined,
    reload: () => setTurn((n) => n + 1),
  };
}

const read = (id: string, waitMs: number, signal: AbortSignal): Promise<Run> =>
  asked(api.GET("/api/v1/authentications/{id}", { params: { path: { id }, query: { waitMs } }, signal }));
