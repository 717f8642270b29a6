import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { hashToken, mintToken } from "../../../src/crypto/token";
import type { Answer } from "../../support/api";
import { dumpD1 } from "./world";

/** Where something was looked for, and its text. */
export interface Place {
  readonly name: string;
  readonly text: string;
  /** Names of secrets that this place may show, because the specification says so. */
  readonly mayShow?: readonly string[];
}

/** A secret in the forms in which it could leak: plain, escaped, encoded; with `hashed` also as its SHA-256. */
export function formsOf(secret: string, { hashed = false } = {}): string[] {
  const bytes = Buffer.from(secret);
  const inner = (encoded: string) => encoded.slice(0, encoded.length - 4).replace(/[=]+$/, "");
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString("hex"),
    inner(bytes.toString("base64")),
    inner(bytes.toString("base64url")),
    [...secret].toReversed().join(""),
    ...(hashed ? [hashToken(secret)] : []),
  ];
}

/** `secret in place`, for each secret that is somewhere it must not be. */
export function findSecrets(secrets: ReadonlyMap<string, readonly string[]>, places: readonly Place[]): string[] {
  return places.flatMap(({ name, text, mayShow = [] }) =>
    [...secrets]
      .filter(([secret, forms]) => !mayShow.includes(secret) && forms.some((form) => text.includes(form)))
      .map(([secret]) => `${secret} in ${name}`),
  );
}

export const placeOf = (name: string, { text, headers }: Answer, mayShow: readonly string[] = []): Place => ({
  name,
  text: `${JSON.stringify([...headers])}\n${text}`,
  mayShow,
});

/** Every row of D1, and of every object its tables, its key-value store and its alarm. */
export async function everythingAtRest(): Promise<Place[]> {
  const places: Place[] = [{ name: "D1", text: readable(await dumpD1()) }];
  for (const id of await listDurableObjectIds(env.SPACES)) {
    const text = await runInDurableObject(env.SPACES.get(id), (_, { storage }) => allOf(storage));
    places.push({ name: `tenant object ${id.name ?? id}`, text });
  }
  for (const id of await listDurableObjectIds(env.SESSIONS)) {
    const text = await runInDurableObject(env.SESSIONS.get(id), (_, { storage }) => allOf(storage));
    places.push({ name: `session object ${id.name ?? id}`, text });
  }
  return places;
}

async function allOf(storage: DurableObjectStorage): Promise<string> {
  const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
  const own = tables.map(({ name }) => String(name)).filter((name) => !name.startsWith("_cf_"));
  const rows = own.map((name) => [name, storage.sql.exec(`SELECT * FROM "${name}"`).toArray()]);
  return readable([rows, [...(await storage.list())]]);
}

/** Bytes are shown as text and as hex, whatever holds them. */
const readable = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof ArrayBuffer) return bytesIn(new Uint8Array(inner));
    if (ArrayBuffer.isView(inner)) return bytesIn(new Uint8Array(inner.buffer, inner.byteOffset, inner.byteLength));
    const isByteList = Array.isArray(inner) && inner.length > 8 && inner.every(Number.isInteger);
    return isByteList ? bytesIn(Uint8Array.from(inner as number[])) : inner;
  });
const bytesIn = (bytes: Uint8Array): string =>
  `${Buffer.from(bytes).toString("latin1")} ${Buffer.from(bytes).toString("hex")}`;

/** All that is printed from here on; nothing of it reaches the terminal. */
export function recordConsole(): { readonly lines: readonly string[]; restore(): void } {
  const lines: string[] = [];
  const spies = (["log", "info", "warn", "error", "debug", "trace"] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      lines.push(args.map((arg) => (arg instanceof Error ? `${arg.stack} ${arg.message}` : readable(arg))).join(" "));
    }),
  );
  return {
    lines,
    restore() {
      for (const spy of spies) spy.mockRestore();
    },
  };
}

const random = () => mintToken("operator").slice(-30, -6);
/** Unlike anything else, unlike a key that may be named (they hold a `!`), and of the characters a secret id may have. */
export const canaries = {
  secretId: `canary-secret-id!${random()}`,
  rotatedSecretId: `canary-rotated!${random()}`,
  refusedSecretId: `canary-refused!${random()}`,
  username: `canary-username!${random()}`,
  password: `canary-password!${random()}`,
  pushedKey: `canary-key!${random()}`,
  pushedLabel: `canary-label!${random()}`,
  upstreamText: `canary-upstream!${random()}`,
  stored: `canary-stored!${random()}`,
  storedKey: `canary-stored-key!${random()}`,
  kvKey: `canary-kv-key!${random()}`,
  kvValue: `canary-kv-value!${random()}`,
  kvPatched: `canary-kv-patched!${random()}`,
  wrapped: `canary-wrapped!${random()}`,
  kept: `canary-kept!${random()}`,
  keptKey: `canary-kept-key!${random()}`,
  misplaced: `canary-misplaced!${random()}`,
  page: `canary-page!${random()}`,
  seed: "KREWCZDJOJSXGZJAMZUWYZLEMF2GCIDDMFXGC4TZ",
} as const;
