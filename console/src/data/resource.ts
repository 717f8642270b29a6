import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type ApiError, isAbort, toApiError } from "../api/error.ts";

/** Something that is read from the API: on its way, there, or refused. While it is read again the old value stays. */
export interface Resource<T> {
  readonly value: T | undefined;
  readonly error: ApiError | undefined;
  readonly isLoading: boolean;
  reload(): void;
}

interface State<T> {
  readonly key: string | null;
  readonly value?: T;
  readonly error?: ApiError;
  readonly isLoading: boolean;
}

/**
 * Reads when the page is shown, and again when `key` changes; an answer that comes too late is dropped. `load` throws ApiError.
 * A key of null reads nothing.
 */
export function useResource<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [state, setState] = useState<State<T>>({ key, isLoading: key !== null });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  // `turn` is what `reload` counts.
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    setState((old) => (old.key === key ? { ...old, isLoading: true } : { key, isLoading: true }));
    latest.current(abort.signal).then(
      (value) => abort.signal.aborted || setState({ key, value, isLoading: false }),
      (error: unknown) => {
        if (abort.signal.aborted || isAbort(error)) return;
        setState((old) => ({ ...old, key, error: toApiError(error), isLoading: false }));
      },
    );
    return () => abort.abort();
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  const current: State<T> = state.key === key ? state : { key, isLoading: key !== null };
  return { value: current.value, error: current.error, isLoading: current.isLoading, reload };
}

/** Something that a person does: once at a time, with the refusal of the last time. */
export interface Action<A extends readonly unknown[], T> {
  readonly isBusy: boolean;
  readonly error: ApiError | undefined;
  /** Undefined where it was refused, which `error` then tells, where it was given up, or where it is under way. */
  run(...args: A): Promise<T | undefined>;
  clear(): void;
}

export function useAction<A extends readonly unknown[], T>(act: (...args: A) => Promise<T>): Action<A, T> {
  const [state, setState] = useState<{ isBusy: boolean; error?: ApiError }>({ isBusy: false });
  const busy = useRef(false);
  const run = async (...args: A): Promise<T | undefined> => {
    if (busy.current) return undefined;
    busy.current = true;
    setState({ isBusy: true });
    try {
      const value = await act(...args);
      setState({ isBusy: false });
      return value;
    } catch (error) {
      setState(isAbort(error) ? { isBusy: false } : { isBusy: false, error: toApiError(error) });
      return undefined;
    } finally {
      busy.current = false;
    }
  };
  return { isBusy: state.isBusy, error: state.error, run, clear: () => setState({ isBusy: false }) };
}
