import { CDP_LIMITS, type CdpLimits } from "../../src/sign-in/cdp/client";

/** How long a test waits for what comes by itself, at most: for the slowest machine at its busiest. It goes on as soon as it came. */
export const PATIENCE_MS = 120_000;

/** For a test's own hands on a browser, which may work for long, on a machine that is busy. */
export const HANDS: CdpLimits = { ...CDP_LIMITS, messages: 1_000_000, commandMs: 240_000, runMs: 3_600_000 };
