import { useEffect, useRef, useState } from "preact/hooks";
import { type ApiError, isAbort, toApiError } from "../../api/error.ts";
import type { Planned } from "./plan.ts";
import { write } from "./store.ts";

/** How far the writing is. */
export interface Saving {
  readonly state: "before" | "saving" | "over";
  readonly done: number;
  readonly of: number;
  readonly failed: readonly { readonly path: string; readonly error: ApiError }[];
}
const BEFORE: Saving = { state: "before", done: 0, of: 0, failed: [] };
/** At once: more would only wait in the server's line. */
const WIDTH = 4;

/**
 * Writes a plan, some at once. One that is refused leaves the others alone; without a server or a right all are left. Nothing more is
 * written once the page is left: it would be by whoever is signed in by then.
 */
export function useSaving() {
  const [saving, setSaving] = useState<Saving>(BEFORE);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const start = async (plan: readonly Planned[]): Promise<void> => {
    const control = new AbortController();
    abort.current = control;
    // What is heard of a plan that was put aside says nothing of the next one.
    const tell: Tell = (change) => {
      if (abort.current === control) setSaving(change);
    };
    const left = plan.filter(({ change }) => change === "new" || change === "changed");
    const of = left.length;
    setSaving({ ...BEFORE, state: "saving", of });
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined && !control.signal.aborted; next = left.shift())
        await saveOne(next, control, tell);
    };
    await Promise.all(Array.from({ length: WIDTH }, worker));
    tell((now) => ({ ...now, state: "over" }));
  };
  return {
    saving,
    start,
    stop: () => abort.current?.abort(),
    clear: () => {
      abort.current?.abort();
      abort.current = undefined;
      setSaving(BEFORE);
    },
  };
}

type Tell = (change: (now: Saving) => Saving) => void;

async function saveOne(item: Planned, control: AbortController, tell: Tell): Promise<void> {
  try {
    await write(item, control.signal);
    tell((now) => ({ ...now, done: now.done + 1 }));
  } catch (fault) {
    if (isAbort(fault)) return;
    const error = toApiError(fault);
    tell((now) => ({ ...now, failed: [...now.failed, { path: item.path, error }] }));
    if (isForAll(error)) control.abort();
  }
}

/** Nobody else would have more luck. */
const isForAll = ({ status, code }: ApiError): boolean =>
  [0, 401, 429, 503].includes(status) || code === "insufficient_scope";
