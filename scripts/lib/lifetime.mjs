/**
 * What a script has started ends with it: when its work is done, when it fails, and on Ctrl-C.
 *
 * @typedef {object} Lifetime
 * @property {<T>(start: () => Promise<T>, stop: (started: T) => Promise<unknown>) => Promise<T>} hold starts it, and ends it
 *   later; what was held last ends first. Rejects once the script was interrupted
 */
const INTERRUPTED = 130;

/**
 * @template T
 * @param {(life: Lifetime) => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined after Ctrl-C; the exit code then says so
 */
export async function inLifetime(work) {
  /** @type {(() => Promise<unknown>)[]} */
  const stops = [];
  let interrupted = false;
  /** @type {Promise<void> | undefined} */
  let ending;
  const end = () => {
    ending ??= endAll(stops);
    return ending;
  };
  const onSignal = () => {
    if (interrupted) process.exit(INTERRUPTED); // asked twice: children are killed with this process
    interrupted = true;
    process.exitCode = INTERRUPTED;
    void end().then(() => process.exit(INTERRUPTED));
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, onSignal);
  try {
    return await work({
      async hold(start, stop) {
        if (interrupted) throw new Error("interrupted");
        const starting = start();
        stops.push(async () => stop(await starting));
        const started = await starting;
        if (interrupted) throw new Error("interrupted");
        return started;
      },
    });
  } catch (error) {
    if (interrupted) return undefined; // calls to what was just ended
    throw error;
  } finally {
    await end();
    for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, onSignal);
  }
}

/** One that fails does not keep the others from ending. @param {(() => Promise<unknown>)[]} stops */
async function endAll(stops) {
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop().catch(() => undefined);
}
