import { expect } from "vitest";

export const STAMP = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
export const LOOKUP = "GET auth/token/lookup-self";
export const TIMES = { checkedAt: STAMP, latencyMs: expect.any(Number) };
