import type { Secrets, SignInPorts, TimedCode } from "./ports";
import { pass, unlessCancelled } from "./waits";

/** A code with less time left is not worth typing; but of a short period a third is all there is. Milliseconds. */
export const leastTimeMs = (period: number): number => Math.min(7_000, (period * 1000) / 3);

/** How long to wait before the next code is taken: 0 where the one of `nowMs` will do. `notBefore`: the end of a used step. */
export function waitForCodeMs(code: TimedCode, nowMs: number, notBeforeMs: number): number {
  const left = code.expiresAtMs - nowMs;
  if (code.expiresAtMs > notBeforeMs && left >= leastTimeMs(code.period)) return 0;
  return Math.max(left, notBeforeMs - nowMs);
}

/**
 * A code of a time step that was never used for this credential. Waits at most for a few steps; undefined: there is none. Rejects
 * with `cancelled`.
 */
export async function freshCode(
  secrets: Secrets,
  ports: Pick<SignInPorts, "clock" | "claimStep" | "isCancelled">,
  notBeforeMs: number,
): Promise<TimedCode | undefined> {
  const { codeAt } = secrets;
  if (codeAt === null) return undefined;
  let usedUntilMs = notBeforeMs;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const now = ports.clock.now();
    const code = await unlessCancelled(ports, codeAt(now));
    if (code === null) return undefined;
    const wait = waitForCodeMs(code, now, usedUntilMs);
    if (wait === 0 && (await unlessCancelled(ports, ports.claimStep(code.expiresAtMs)))) return code;
    if (wait === 0) usedUntilMs = code.expiresAtMs;
    else await pass(ports, wait);
  }
  return undefined;
}
