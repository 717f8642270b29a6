import { expect, it } from "vitest";
import { VaultClient } from "../../../src/broker/vault/client";
import type { SessionRpc } from "../../../src/broker/vault/session/rpc";
import type { Answer } from "../../support/fake-vault";
import { bench, CANARY, failure, LOGIN, on, PLACE, READ, written } from "./client-support";
import { ALLOW } from "./vault-bench";

it("a read that the vault does not answer well ends after fifteen seconds in all, also while a login of others is waited for", async () => {
  const { session, call } = await bench();
  const clock = { ms: 1_000_000 };
  const hanging = new Proxy(session, { get: () => () => new Promise<never>(() => undefined) }) as SessionRpc;
  const client = new VaultClient({ session: hanging, call, kvVersion: 2, allow: ALLOW, now: () => clock.ms });
  clock.ms += 14_990;
  const timeout = failure("vault_timeout", { stage: "login", path: LOGIN, retryable: true });
  expect(await client.readSecret(READ)).toEqual(timeout);
  clock.ms += 10;
  expect(await client.readSecret(READ)).toEqual(timeout);
});

it.concurrent("a vault that gives no full answer ends a read within six seconds when it hangs, drips, or is slow, and the read is not sent again", async () => {
  const slow: Answer[] = [{ hang: true }, { dripMs: 300, text: "x".repeat(100) }, { delayMs: 7000, json: {} }];
  const benches = await Promise.all(slow.map((answer) => bench(on(READ, answer))));
  const results = await Promise.all(benches.map((b) => b.request().readSecret(READ)));
  const timeout = failure("vault_timeout", { stage: "read", path: READ, retryable: true });
  expect(results).toEqual([timeout, timeout, timeout]);
  for (const b of benches) expect(await b.callsOf(READ)).toHaveLength(1);
});

it.concurrent("a vault that gives no full answer ends a login within six seconds, and one whose connection broke is not repeated", async () => {
  const [hung, cut] = await Promise.all([bench(on(LOGIN, { hang: true })), bench(on(LOGIN, { close: true }))]);
  const details = { stage: "login", path: LOGIN, retryable: true };
  expect(await cut.request().readSecret(READ)).toEqual(failure("vault_unreachable", details));
  expect(await cut.vault.logins()).toBe(1);
  expect(await hung.request().readSecret(READ)).toEqual(failure("vault_timeout", details));
});

it.concurrent("a vault that gives no full answer leaves the outcome of a write unknown, which is told, and the write is not repeated", async () => {
  const at = "secret/data/app/new";
  const cut = await bench(on(at, { close: true }));
  const half = await bench(on(at, { truncated: true, json: { data: { version: 1 } } }));
  const hung = await bench(on(at, { hang: true }));
  const results = await Promise.all([cut, half, hung].map((b) => b.request().writeSecret(PLACE, { a: CANARY })));
  expect(results).toEqual([
    written(at, "write", "vault_unreachable"),
    written(at, "write", "vault_unreachable"),
    written(at, "write", "vault_timeout"),
  ]);
  for (const b of [cut, half, hung]) expect(await b.callsOf(at)).toHaveLength(1);
});
