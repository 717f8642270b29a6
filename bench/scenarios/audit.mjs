import { chainCheck } from "../../packages/client/src/cli/audit/chain.ts";
import { apiClient, expectStatus } from "../../scripts/lib/api-client.mjs";
import { DEV_SCOPES } from "../../scripts/lib/bootstrap.mjs";
import { median } from "../lib/measure.mjs";
import { markdown } from "../lib/report.mjs";

/**
 * A page of the audit log must cost the same whether the log is short or long. Asked one after the other, in turns: each
 * question is itself recorded, so that a load would make the short log long.
 */
const QUERIES = /** @type {const} */ ([
  ["no filter", ""],
  ["action", "&action=read"],
  ["identity", "&identity_id=user:bench"],
  ["path prefix", "&path_prefix=fill/"],
  ["refused", "&success=false"],
  ["from and to", "&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"],
]);
const BATCH = 100;
const AT_ONCE = 8;
const ALL = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "audit",
  long: true,
  setup: async () => undefined,
  async notes(_, { postern, tenant, short }) {
    const [fewRows, manyRows, rounds] = short ? [1_000, 20_000, 40] : [1_000, 100_000, 200];
    const few = await logOf(postern, tenant.id, "audit_few", fewRows);
    const many = await logOf(postern, tenant.id, "audit_many", manyRows);
    const table = [];
    for (const [title, query] of QUERIES) {
      const line = `/v1/audit/logs?limit=50${query}`;
      /** @type {number[]} */
      const [fewMs, manyMs] = [[], []];
      for (let round = 0; round < rounds; round++) {
        fewMs.push(await few.timed(line));
        manyMs.push(await many.timed(line));
      }
      const [a, b] = [median(fewMs), median(manyMs)];
      table.push([`GET /v1/audit/logs: ${title}`, a.toFixed(2), b.toFixed(2), (b / a).toFixed(2)]);
    }
    const exported = await many.exported();
    const verified = await many.timed("/v1/audit/verify");
    return [
      markdown(["p50 ms, one at a time", `${fewRows} rows`, `${manyRows} rows`, "ratio"], table),
      "",
      `Export of ${exported.rows} rows as JSON lines: ${exported.seconds.toFixed(1)} s, ${(exported.rows / exported.seconds).toFixed(0)} rows/s; its chain holds.`,
      `Verification of up to 50000 rows in one call: ${verified.toFixed(0)} ms.`,
    ];
  },
};

/**
 * A tenant of its own with so many entries: a batch read leaves one for each path, here refused.
 * @param {import("../lib/postern.mjs").Postern} postern @param {string} sibling @param {string} slug @param {number} rows
 */
async function logOf({ url, operator }, sibling, slug, rows) {
  const make = async (
    /** @type {string} */ path,
    /** @type {unknown} */ body,
    /** @type {string | undefined} */ space = undefined,
  ) => expectStatus(`POST ${path}`, await operator("POST", path, { body, tenant: space }), 201);
  const { partner_id } = expectStatus("GET tenant", await operator("GET", `/v1/identity/tenants/${sibling}`), 200);
  const { id } = await make("/v1/identity/tenants", { name: slug, slug, partner_id });
  await make("/v1/identity/identities", { identity_id: "user:bench", roles: ["tenant_admin"] }, id);
  const wish = { identity_id: "user:bench", name: "bench", scopes: DEV_SCOPES, expires_at: null };
  const { token } = await make("/v1/tokens", wish, id);
  const client = apiClient(url, token);
  const paths = Array.from({ length: BATCH }, (_, i) => `fill/${i}`);
  let left = Math.ceil(rows / BATCH);
  const fill = async () => {
    while (left-- > 0) expectStatus("batch", await client("POST", "/v1/secrets/batch", { body: { paths } }), 200);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fill));

  return {
    /** Milliseconds that the answer took. @param {string} path */
    async timed(path) {
      const startMs = performance.now();
      expectStatus(path, await client("GET", path), 200);
      return performance.now() - startMs;
    },
    async exported() {
      const startMs = performance.now();
      const response = await fetch(`${url}/v1/audit/export`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(ALL),
      });
      const text = await response.text();
      const seconds = (performance.now() - startMs) / 1000;
      const check = chainCheck();
      for (const line of text.split("\n")) check.line(line);
      if (!response.ok || check.result.bad) throw new Error(`the export is not whole: ${response.status}`);
      return { rows: check.result.rows, seconds };
    },
  };
}
