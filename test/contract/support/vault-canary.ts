import { expect } from "vitest";
import type { Answer } from "../../support/api";
import { canaries } from "./canary";

/** Asks by Vault's interface, as the administrator unless a token is named; `mayShow`: what the answer may tell. */
export type AskVault = (
  line: string,
  body?: unknown,
  options?: { readonly token?: string; readonly ttl?: string; readonly mayShow?: readonly string[] },
) => Promise<Answer>;
/** Looks from now on for a text under this name. */
export type Watch = (name: string, text: string) => void;

const { kvKey, kvValue, kvPatched, kept, keptKey, wrapped, misplaced } = canaries;
const AT = "secret/data/canary/kv";
const VALUE = ["kvKey", "kvValue"];

const done = (answer: Answer): Answer => {
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer;
};

/** Values are written, patched and read, and refused in wrong forms. */
export async function useKv(ask: AskVault): Promise<void> {
  const data = { [kvKey]: kvValue };
  done(await ask(`POST ${AT}`, { data }));
  const read = done(await ask(`GET ${AT}`, undefined, { mayShow: VALUE }));
  expect(read.body.data.data).toEqual(data);
  done(await ask("GET secret/subkeys/canary/kv", undefined, { mayShow: ["kvKey"] }));
  done(await ask(`PATCH ${AT}`, { data: { more: kvPatched } }));
  done(await ask(`GET ${AT}`, undefined, { mayShow: [...VALUE, "kvPatched"] }));
  for (const [line, body] of REFUSED) expect((await ask(line, body)).status, line).toBeGreaterThanOrEqual(400);
  for (const [line, body] of OTHERS) done(await ask(line, body));
  done(await ask(`GET ${AT}`, undefined, { mayShow: [...VALUE, "kvPatched"] }));
  done(await ask("DELETE secret/metadata/canary/kv"));
}

const REFUSED: readonly (readonly [line: string, body: unknown])[] = [
  [`POST ${AT}`, { data: [kvValue] }],
  [`POST ${AT}`, { data: kvValue }],
  [`POST ${AT}`, { [kvKey]: kvValue }],
  [`POST ${AT}`, { data: { [kvKey]: kvValue }, options: { cas: kvValue } }],
  [`POST ${AT}`, { data: { [kvKey]: kvValue }, options: { cas: 99 } }],
  [`POST ${AT}`, `{"data":{"a":"${kvValue}","a":1}}`],
  [`POST ${AT}`, `{"data":{"a":"${kvValue}"`],
  [`PATCH ${AT}`, { data: { [kvKey]: kvValue }, options: { cas: 99 } }],
  ["POST secret/data/elsewhere!/kv", { data: { [kvKey]: kvValue } }],
  ["POST secret/metadata/canary/kv", { custom_metadata: { a: [kvValue] } }],
  ["POST secret/metadata/canary/kv", { max_versions: kvValue, delete_version_after: kvValue }],
  ["POST secret/config", { max_versions: kvValue }],
  ["POST secret/delete/canary/kv", { versions: kvValue }],
];
const OTHERS: readonly (readonly [line: string, body?: unknown])[] = [
  ["GET secret/metadata/canary/kv"],
  ["GET secret/metadata/canary?list=true"],
  ["GET secret/metadata/canary?scan=true"],
  ["POST secret/delete/canary/kv", { versions: [1], [misplaced]: misplaced }],
  ["POST secret/undelete/canary/kv", { versions: [1] }],
  ["POST secret/destroy/canary/kv", { versions: [1] }],
];

/** Answers are wrapped, wrapped anew and given out; a token keeps something for itself. */
export async function useWrapping(ask: AskVault, watch: Watch): Promise<void> {
  done(await ask(`POST ${AT}`, { data: { [kvKey]: kvValue } }));
  const first = await wrap(ask, watch, "a wrapping token", `GET ${AT}`);
  done(await ask("POST sys/wrapping/lookup", { token: first }));
  const second = done(await ask("POST sys/wrapping/rewrap", { token: first }, { mayShow: ["a second wrapping token"] }))
    .body.wrap_info.token;
  watch("a second wrapping token", second);
  const given = done(await ask("POST sys/wrapping/unwrap", { token: second }, { mayShow: VALUE }));
  expect(given.body.data.data).toEqual({ [kvKey]: kvValue });
  for (const used of [first, second]) {
    expect((await ask("POST sys/wrapping/unwrap", { token: used })).status).toBe(400);
    expect((await ask("POST sys/wrapping/unwrap", undefined, { token: used })).status).toBe(400);
    expect((await ask(`GET ${AT}`, undefined, { token: used })).status).toBe(403);
  }
  const third = await wrap(ask, watch, "a third wrapping token", "POST sys/wrapping/wrap", { [wrapped]: wrapped });
  done(await ask("POST sys/wrapping/unwrap", undefined, { token: third, mayShow: ["wrapped"] }));
  // It stays wrapped: what rests of it is looked at as well.
  await wrap(ask, watch, "a wrapping token that nobody uses", "POST sys/wrapping/wrap", { [wrapped]: wrapped });
  done(await ask("POST cubbyhole/canary", { [keptKey]: kept }));
  done(await ask("GET cubbyhole/canary", undefined, { mayShow: ["kept", "keptKey"] }));
  done(await ask("GET cubbyhole/?list=true"));
}

async function wrap(ask: AskVault, watch: Watch, name: string, line: string, body?: unknown): Promise<string> {
  const answer = done(await ask(line, body, { ttl: "1h", mayShow: [name] }));
  const { token } = answer.body.wrap_info;
  watch(name, token);
  return token;
}

/** Tokens are made, looked up and revoked; a machine logs in. */
export async function useLogins(ask: AskVault, watch: Watch): Promise<void> {
  const child = done(await ask("POST auth/token/create", { ttl: "1h" }, { mayShow: ["a child"] })).body.auth;
  watch("a child", child.client_token);
  done(await ask("POST auth/token/lookup", { token: child.client_token }, { mayShow: ["a child"] }));
  done(await ask("GET auth/token/lookup-self", undefined, { token: child.client_token, mayShow: ["a child"] }));
  done(await ask("POST auth/token/renew", { token: child.client_token }, { mayShow: ["a child"] }));
  done(await ask("POST auth/token/renew-accessor", { accessor: child.accessor }));
  done(await ask("POST auth/token/lookup-accessor", { accessor: child.accessor }));
  done(await ask("POST sys/capabilities", { token: child.client_token, paths: [AT] }));
  done(await ask("POST auth/token/revoke", { token: child.client_token }));
  expect((await ask("GET auth/token/lookup-self", undefined, { token: child.client_token })).status).toBe(403);
  expect((await ask("POST auth/token/lookup", { token: child.client_token })).status).toBe(403);
  await useRole(ask, watch);
}

async function useRole(ask: AskVault, watch: Watch): Promise<void> {
  const role = "auth/approle/role/canary";
  const login = (secretId: unknown, mayShow: readonly string[] = []) =>
    ask("POST auth/approle/login", { role_id: roleId, secret_id: secretId }, { token: "", mayShow });
  const chosen = `canary-chosen!${misplaced.slice(-12)}`;
  watch("a chosen secret id", chosen);
  done(await ask(`POST ${role}`, { token_ttl: "1h" }));
  const roleId = done(await ask(`GET ${role}/role-id`)).body.data.role_id;
  const made = done(await ask(`POST ${role}/secret-id`, {}, { mayShow: ["a secret id"] })).body.data;
  watch("a secret id", made.secret_id);
  const shown = { mayShow: ["a chosen secret id"] };
  done(await ask(`POST ${role}/custom-secret-id`, { secret_id: chosen }, shown));
  done(await ask(`POST ${role}/secret-id/lookup`, { secret_id: chosen }));
  const bearer = done(await login(chosen, ["a token of a login"])).body.auth.client_token;
  watch("a token of a login", bearer);
  for (const wrong of [misplaced, { [misplaced]: misplaced }, `${chosen}x`])
    expect((await login(wrong)).status).toBe(400);
  done(await ask(`POST ${role}/secret-id/destroy`, { secret_id: chosen }));
  expect((await login(chosen)).status).toBe(400);
  done(await ask(`DELETE ${role}`));
  expect((await ask(`GET ${AT}`, undefined, { token: bearer })).status).toBe(403);
}

/** A secret in every place of a request where it does not belong. */
export async function misplaceInVault(ask: AskVault, token: string): Promise<void> {
  const addresses = [
    AT,
    "secret/metadata/canary/kv",
    "cubbyhole/a",
    "auth/token/lookup",
    "sys/wrapping/lookup",
    "sys/no",
  ];
  for (const bad of [token, encodeURIComponent(misplaced)])
    for (const address of addresses)
      for (const method of ["GET", "POST", "PATCH", "DELETE", "PUT"]) {
        // Keys and values of a cubbyhole are the caller's own to give and to take.
        const body = address.startsWith("cubbyhole") ? undefined : { [bad]: bad, data: bad, token: misplaced };
        const sent = method === "GET" || method === "DELETE" ? undefined : body;
        await ask(`${method} ${address}/${bad}`, sent);
        await ask(`${method} ${address}?${bad}=1&version=${bad}&after=${bad}&limit=${bad}&list=${bad}`, sent);
        await ask(`${method} ${bad}/${address}`, sent);
        await ask(`${method} ${address}`, sent, { ttl: token });
      }
  for (const odd of [`${token}x`, misplaced, `Bearer ${misplaced}`]) await ask(`GET ${AT}`, undefined, { token: odd });
}
