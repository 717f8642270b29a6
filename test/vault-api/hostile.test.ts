import { runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Answer } from "../support/api";
import { anyJsonText } from "../support/json-texts";
import { TABLE } from "./rights-table";
import { newVaultSide, type VaultSide, vaultAs } from "./support";

let side: VaultSide;
beforeAll(async () => {
  side = await newVaultSide();
  // Half a minute passes between two calls, so that no bucket runs dry.
  await runInDurableObject(side.tenant.stub, (object) => {
    let now = Date.now();
    object.clock = () => {
      now += 30_000;
      return now;
    };
  });
});

/** All names that any route knows a field or a parameter by, and some that every object has. */
const NAMES = [
  ...["data", "options", "version", "versions", "depth", "after", "limit", "list", "scan"],
  ...[
    "max_versions",
    "cas_required",
    "metadata_cas_required",
    "metadata_cas",
    "delete_version_after",
    "custom_metadata",
  ],
  ...[
    "token",
    "accessor",
    "increment",
    "policies",
    "meta",
    "no_parent",
    "renewable",
    "ttl",
    "lease",
    "type",
    "explicit_max_ttl",
  ],
  ...[
    "display_name",
    "num_uses",
    "period",
    "id",
    "role_id",
    "secret_id",
    "secret_id_accessor",
    "metadata",
    "cidr_list",
  ],
  ...[
    "token_ttl",
    "token_max_ttl",
    "token_num_uses",
    "token_policies",
    "token_bound_cidrs",
    "token_type",
    "token_period",
  ],
  ...["secret_id_ttl", "secret_id_num_uses", "secret_id_bound_cidrs", "bind_secret_id", "paths", "path"],
  ...["__proto__", "constructor", "toString", "cas"],
];
const name = fc.constantFrom(...NAMES);
/** What comes near to what is asked for, besides any JSON at all. */
const text = fc.oneof(
  anyJsonText.map(({ sent }) => sent),
  fc.constantFrom(
    "0",
    "-1",
    "1e999",
    "9007199254740993",
    '"1h"',
    '"-1h"',
    '"99999d"',
    '"x,y"',
    "[1,2]",
    '["a"]',
    "{}",
    '{"cas":{}}',
    '{"a":null}',
  ),
);
const body = fc
  .uniqueArray(fc.tuple(name, text), { maxLength: 6, selector: ([key]) => key })
  .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`);
const query = fc
  .array(fc.tuple(name, fc.oneof(fc.string(), fc.constantFrom("1", "true", "-1", "1.5"))), { maxLength: 3 })
  .map((pairs) => pairs.map(([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`).join("&"));
const segment = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }).map((value) => encodeURIComponent(value.toWellFormed())),
  fc.constantFrom("a", "ci", "%2F", "..%2F", "%00", "%FF", "%25", "%", "__proto__", "constructor", "~", "a%20b"),
);
const ttl = fc.option(fc.constantFrom("60", "1h", "0", "x", "-1", "33d"), { nil: undefined });

/** Without those that would end the caller. */
const LINES = TABLE.filter(([line]) => line !== "POST auth/token/revoke-self").map(
  ([line]) => line.split("?")[0] ?? line,
);

/** An answer of this interface: an envelope, bare facts, errors that are texts, or nothing. */
function expectAnswer({ status, body: answer, text: sent }: Answer, call: string): void {
  expect(status, call).toBeLessThan(500);
  if (status === 204 || sent === "") return;
  if (status >= 400 && "errors" in answer)
    expect([call, answer.errors.every((one: unknown) => typeof one === "string"), Object.keys(answer)]).toEqual([
      call,
      true,
      ["errors"],
    ]);
  else expect(answer, call).toEqual(expect.any(Object));
}

it("no body, parameter or segment of an address makes any route fail, whoever calls", async () => {
  const once = fc.asyncProperty(
    fc.constantFrom(...LINES),
    body,
    query,
    segment,
    ttl,
    async (line, sent, asked, part, wrapTtl) => {
      const [method = "", address = ""] = line.split(" ");
      const call = `${method} ${address.replace(/\$role|\ba$|given|words/, () => part)}?${asked}`;
      const headers: Readonly<Record<string, string>> = wrapTtl === undefined ? {} : { "x-vault-wrap-ttl": wrapTtl };
      const sends = method === "GET" || method === "DELETE" ? undefined : sent;
      for (const token of [side.tenant.admin, null])
        expectAnswer(await vaultAs(token)(call, sends, headers), `${call} ${sends}`);
    },
  );
  await fc.assert(once, { numRuns: 400 });
});

it("no bytes that are no JSON make any route fail", async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc
      .constantFrom("{", "[", "null", "\ufeff{}", '{"a":', "1", '"x"', "{}}")
      .map((sent) => new TextEncoder().encode(sent)),
  );
  const writes = LINES.filter((line) => /^(POST|PATCH)/.test(line));
  const once = fc.asyncProperty(fc.constantFrom(...writes), bytes, async (line, sent) => {
    const response = await side.vault(line.replace("$role", "ci"), new Uint8Array(sent));
    expectAnswer(response, line);
  });
  await fc.assert(once, { numRuns: 150 });
});
