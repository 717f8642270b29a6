import { buildWorker } from "../lib/build.mjs";
import { heldPostern } from "../lib/held.mjs";
import { newestWorkerd, residentMiB } from "../lib/processes.mjs";
import { markdown, verdict } from "../lib/report.mjs";
import { sideBySide } from "../lib/side-by-side.mjs";
import { newTenant } from "../lib/tenant.mjs";

/**
 * Does a read, or a page of a list, cost more where a tenant holds many secrets? One tenant of each size in one Worker, asked in
 * turns: a read goes through paths all over the store, a list shows the first page and counts all.
 */
const DATA = { username: "robot", password: "x".repeat(64), note: "y".repeat(24) };
const FILL = 2_000; // a request
const READ = 1_000; // different paths
const MAX_RATIO = 1.3;

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "store-size",
  long: true,
  setup: async () => undefined,
  async notes(_, { life, gun, short, tell }) {
    const sizes = short ? [1_000, 5_000] : [1_000, 10_000, 100_000];
    const modules = await buildWorker("fill", "bench/workers/fill.toml");
    const postern = await heldPostern(life, modules);
    const pid = newestWorkerd();
    const stores = [];
    for (const size of sizes) {
      tell(`filling a tenant with ${size} secrets`);
      stores.push(await filled(postern, size));
    }
    const groups = [
      { title: "read", shots: stores.map(({ tenant, paths }) => ({ ...tenant.shot("GET /"), paths })) },
      { title: "list of 50", shots: stores.map(({ tenant }) => tenant.shot("GET /v1/secrets?limit=50")) },
    ];
    const before = residentMiB(pid);
    const rounds = short ? 2 : 5;
    const cells = await sideBySide(gun, groups, { rounds, seconds: 1, connections: [1], tell });
    const after = residentMiB(pid);

    const table = cells.map(({ title, shots }) => [
      title,
      ...shots.flatMap(({ load, p50Ratio }) => [load.p50Ms.toFixed(2), p50Ratio.toFixed(2)]),
    ]);
    const whole = ["first list, counts all", ...stores.flatMap(({ firstMs }) => [firstMs.toFixed(1), ""])];
    const worst = Math.max(...cells.map(({ shots }) => shots.at(-1)?.p50Ratio ?? Number.NaN));
    return [
      "Secrets in one tenant, c1:",
      "",
      markdown(["p50", ...sizes.flatMap((size) => [`${size}: ms`, "ratio"])], [...table, whole]),
      "",
      verdict(
        worst <= MAX_RATIO,
        `p50 with ${sizes.at(-1)} secrets is at most ${MAX_RATIO} of that with ${sizes[0]}: ${worst.toFixed(2)}`,
      ),
      `       resident memory of workerd: ${before.toFixed(0)} MiB before these reads and lists, ${after.toFixed(0)} MiB after.`,
    ];
  },
};

/** A tenant with so many secrets, and paths that lie all over them. @param {import("../lib/postern.mjs").Postern} postern @param {number} size */
async function filled(postern, size) {
  const tenant = await newTenant(postern, `size_${size}`);
  for (let from = 0; from < size; from += FILL) {
    const body = JSON.stringify({ token: tenant.token, from, count: Math.min(FILL, size - from), data: DATA });
    const response = await fetch(`${postern.url}/bench/fill`, { method: "POST", body });
    if (response.status !== 204) throw new Error(`the tenant was not filled: ${response.status}`);
  }
  const startMs = performance.now();
  const { secrets, total_count } = await tenant.call("GET /v1/secrets?limit=50");
  const firstMs = performance.now() - startMs;
  if (secrets.length !== 50 || total_count !== size) throw new Error(`the tenant has ${total_count} secrets`);
  const step = size / READ;
  const paths = Array.from({ length: READ }, (_, at) => {
    const number = Math.floor(((at * 617) % READ) * step);
    return `/v1/secrets/fill/${String(number % 100).padStart(2, "0")}/key-${String(number).padStart(6, "0")}`;
  });
  return { tenant, paths, firstMs };
}
