/** How long a test waits for what comes by itself, at most: for the slowest machine at its busiest. It goes on as soon as it came. */
export const PATIENCE_MS = 120_000;
