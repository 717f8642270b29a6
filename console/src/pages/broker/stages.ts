const VAULT_STAGES = ["address", "login", "lookup"] as const;
const BROWSER_STAGES = ["address", "version", "connect", "protocol"] as const;

interface Reached<S> {
  readonly ok: boolean;
  /** The last one that was reached. */
  readonly stage: S;
}

/** Each stage of a vault's test with what came of it. Pure. */
export const vaultStages = (tested: Reached<(typeof VAULT_STAGES)[number]>) => outcomesOf(VAULT_STAGES, tested);

/** The same of a browser's test. Where the address is a socket, no server is asked which one it is. Pure. */
export function browserStages(tested: Reached<(typeof BROWSER_STAGES)[number]>, endpoint: string) {
  const isSocket = /^wss?:/.test(endpoint);
  return outcomesOf(
    BROWSER_STAGES.filter((stage) => stage !== "version" || !isSocket),
    tested,
  );
}

/** The stages before the last one that was reached went well, and those after it were not looked at. */
function outcomesOf<S>(stages: readonly S[], { ok, stage }: Reached<S>) {
  const last = stages.indexOf(stage);
  return stages.map((one, at) => {
    const isPassed = at < last || (ok && at === last);
    return [one, isPassed ? "passed" : at === last ? "failed" : "skipped"] as const;
  });
}
