import type { Surroundings } from "./calls/sender.ts";
import type { PlaceParts } from "./sign-in/places.ts";

/** What a runtime has, where it has it: a browser and a Worker have neither variables nor files. */
interface Process {
  readonly env?: Readonly<Record<string, string | undefined>>;
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

async function readFile(path: string): Promise<string> {
  const files = await import("node:fs/promises");
  return await files.readFile(path, "utf8");
}

/** `fetch`: instead of the platform's own. */
export function surroundings(fetch: Surroundings["fetch"] | undefined): Surroundings & PlaceParts {
  const { process } = globalThis as { process?: Process };
  return {
    // Called with nobody as `this`: a Worker's own refuses any other.
    fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
    now: Date.now,
    random: Math.random,
    sleep,
    env: process?.env ?? {},
    readFile,
  };
}
