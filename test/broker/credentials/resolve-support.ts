import { expect } from "vitest";
import { type BrokerBench, SECRET, VAULT_PATH } from "../broker-bench";

export const CODE = {
  code: expect.stringMatching(/^[0-9]{6}$/),
  expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:[03]0Z$/),
  period: 30,
  remainingSeconds: expect.any(Number),
};

export const path = () => `secret/data/app/${crypto.randomUUID()}`;

export const noted = (b: BrokerBench) => ({ vault_integration_id: b.integrationId, vault_path: VAULT_PATH });

export const page = (b: BrokerBench, mode = "vault") => ({
  credentialId: b.credentialId,
  mode,
  host: "portal.example.net",
  matchedPattern: "portal.example.net",
});

export const whole = (b: BrokerBench, vaultVersion: number | null = 1) => ({
  ...page(b),
  username: SECRET.login,
  password: SECRET.pass,
  totp: CODE,
  vaultVersion,
});
