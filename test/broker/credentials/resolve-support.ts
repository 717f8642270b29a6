import { expect } from "vitest";

export const CODE = {
  code: expect.stringMatching(/^[0-9]{6}$/),
  expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:[03]0Z$/),
  period: 30,
  remainingSeconds: expect.any(Number),
};

export const path = () => `secret/data/app/${crypto.randomUUID()}`;
