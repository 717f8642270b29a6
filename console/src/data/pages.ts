import { useEffect, useRef, useState } from "preact/hooks";
import { type ApiError, isAbort, toApiError } from "../api/error.ts";

/** A page of a list, as the API gives it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
export interface Pages<T> {
  readonly items: readonly T[];
  readonly error: ApiError | undefined;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  /** Reads the next page; nothing, while one is read or there is none. */
  more(): void;
  /** From the beginning. */
  reload(): void;
}

interface State<T> {
  readonly key: string;
  readonly items: readonly T[];
  readonly cursor: string | null | undefined;
  readonly error?: ApiError;
  readonly isLoading: boolean;
}

/** A list that is read page by page, and from its beginning when `key` changes. `load` throws ApiError. */
export function usePages<T>(
  key: string,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const [state, setState] = useState<State<T>>({ key, items: [], cursor: undefined, isLoading: true });
  const [turn, setTurn] = useState(0);
  const running = useRef<AbortController>(undefined);
  const read = (items: readonly T[], cursor: string | undefined) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ key, items, cursor, isLoading: true });
    load(cursor, abort.signal).then(
      (page) => {
        if (abort.signal.aborted) return;
        setState({ key, items: [...items, ...page.items], cursor: page.nextCursor, isLoading: false });
      },
      (error: unknown) => {
        if (abort.signal.aborted || isAbort(error)) return;
        setState({ key, items, cursor, error: toApiError(error), isLoading: false });
      },
    );
  };
  // Read anew for another list, and when `reload` counts
  useEffect(() => {
    read([], undefined);
    return () => running.current?.abort();
  }, [key, turn]);
  const current: State<T> = state.key === key ? state : { key, items: [], cursor: undefined, isLoading: true };
  const hasMore = typeof current.cursor === "string";
  return {
    items: current.items,
    error: current.error,
    isLoading: current.isLoading,
    hasMore,
    more: () => {
      if (hasMore && !current.isLoading) read(current.items, current.cursor ?? undefined);
    },
    reload: () => setTurn((n) => n + 1),
  };
}
