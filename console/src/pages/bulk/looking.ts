import { useEffect, useRef, useState } from "preact/hooks";
import { bulk } from "#texts/bulk.ts";
import { CliError } from "../../../../packages/client/src/cli/shell/exit.ts";
import { useAction } from "../../data/resource.ts";
import { type Planned, pathsOf, planOf } from "./plan.ts";
import { type Format, formatOf, readSource } from "./source.ts";
import { readAll } from "./store.ts";

/** What a preview is asked for. `auto`: the format that the text looks like. */
export interface Asked {
  readonly text: string;
  readonly format: Format | "auto";
  /** Where the text's values go. */
  readonly to: string;
  /** Do fields that the text does not name stay? */
  readonly keeps: boolean;
}

/** Looks at what a text would change. What is under way is given up with the page, and when it is forgotten. */
export function useLooking({ text, format, to, keeps }: Asked) {
  const [fault, setFault] = useState<string>();
  const [toFault, setToFault] = useState<string>();
  const [looked, setLooked] = useState({ done: 0, of: 0 });
  const [plan, setPlan] = useState<readonly Planned[]>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  // Also what is being looked at: it would come to stand under a text that is another one by then.
  const forget = () => {
    abort.current?.abort();
    setPlan(undefined);
    setFault(undefined);
    setToFault(undefined);
  };
  const preview = useAction(async () => {
    forget();
    const control = new AbortController();
    const { signal } = control;
    abort.current = control;
    const kind = format === "auto" ? formatOf(text) : format;
    if (kind === "dotenv" && to.trim() === "") return setToFault(bulk.toNeeded);
    const found = await readSource(text, kind, to.trim()).catch((error: unknown) => {
      if (!(error instanceof CliError)) throw error;
      if (!signal.aborted) setFault(error.message);
    });
    if (!found || signal.aborted) return;
    const paths = pathsOf(found);
    setLooked({ done: 0, of: paths.length });
    const there = await readAll(paths, (done) => setLooked({ done, of: paths.length }), signal);
    setPlan(planOf(found, there, keeps));
  });
  return { fault, toFault, setFault, looked, plan, preview, forget };
}
