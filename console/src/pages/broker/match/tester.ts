import { useEffect, useState } from "preact/hooks";
import { api, asked } from "../../../api/client.ts";
import { ApiError, isAbort, toApiError } from "../../../api/error.ts";
import { type Credential, linkedPage } from "../records.ts";
import { inPool } from "./pool.ts";
import type { Verdict } from "./verdicts.ts";

/** A trial of all credentials on one page, as far as it is. */
export interface Trial {
  readonly verdicts: readonly Verdict[];
  /** How many there are to try; null while they are read. */
  readonly total: number | null;
  readonly isOver: boolean;
  /** The API limits the rate: it is asked again after as long. */
  readonly pauseMs?: number;
  readonly error?: ApiError;
}
const NOTHING: Trial = { verdicts: [], total: null, isOver: false };
const READ_AT_ONCE = 200;
const TRIED_AT_ONCE = 4;
/** The page is drawn anew after as many, and not after each. */
const SHOWN_AT_ONCE = 10;

/** Tries every credential that the person may see on the page; an empty address tries nothing. Starts anew with another address. */
export function useTrial(url: string): Trial | undefined {
  const [trial, setTrial] = useState<{ readonly url: string; readonly trial: Trial }>();
  useEffect(() => {
    if (url === "") return;
    const abort = new AbortController();
    const show = (of: Trial): void => {
      if (!abort.signal.aborted) setTrial({ url, trial: of });
    };
    void tryAll(url, show, abort.signal);
    return () => abort.abort();
  }, [url]);
  if (url === "") return undefined;
  return trial?.url === url ? trial.trial : NOTHING;
}

async function tryAll(url: string, show: (trial: Trial) => void, signal: AbortSignal): Promise<void> {
  const verdicts: Verdict[] = [];
  let total: number | null = null;
  const shown = (rest: Partial<Trial> = {}): void => show({ verdicts: [...verdicts], total, isOver: false, ...rest });
  const patient = <T>(ask: () => Promise<T>): Promise<T> => withPauses(ask, (pauseMs) => shown({ pauseMs }), signal);
  try {
    const credentials = await allCredentials(patient, signal);
    total = credentials.length;
    shown();
    await inPool(credentials, TRIED_AT_ONCE, async (credential) => {
      const matched = await unlessGone(patient(() => match(credential.id, url, signal)));
      if (matched) verdicts.push({ credential, matched });
      if (verdicts.length % SHOWN_AT_ONCE === 0) shown();
    });
    shown({ isOver: true });
  } catch (error) {
    if (signal.aborted || isAbort(error)) return;
    shown({ isOver: true, error: toApiError(error) });
  }
}

type Patience = <T>(ask: () => Promise<T>) => Promise<T>;

async function allCredentials(patient: Patience, signal: AbortSignal): Promise<readonly Credential[]> {
  const all: Credential[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: READ_AT_ONCE, ...(cursor === undefined ? {} : { cursor }) };
    const page = await patient(() => linkedPage(api.GET("/api/v1/credentials", { params: { query }, signal })));
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

const match = (id: string, url: string, signal: AbortSignal) =>
  asked(api.POST("/api/v1/credentials/{id}/match", { params: { path: { id } }, body: { url }, signal }));

/** Where the API limits the rate, it is asked again as soon as it says. */
async function withPauses<T>(ask: () => Promise<T>, onPause: (ms: number) => void, signal: AbortSignal): Promise<T> {
  for (;;)
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 429) throw error;
      const seconds = Number(error.details.retry_after);
      const pauseMs = Math.max(1, Number.isFinite(seconds) ? seconds : 1) * 1000;
      onPause(pauseMs);
      await pause(pauseMs, signal);
    }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

/** A credential that was deleted meanwhile is given to no page. */
const unlessGone = <T>(asking: Promise<T>): Promise<T | undefined> =>
  asking.catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
