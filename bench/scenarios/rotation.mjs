import { buildWorker } from "../lib/build.mjs";
import { heldPostern } from "../lib/held.mjs";
import { loadNow } from "../lib/machine.mjs";
import { newestWorkerd, residentMiB } from "../lib/processes.mjs";
import { newTenant } from "../lib/tenant.mjs";

/**
 * Many secrets of one policy fall due at the same moment. The alarm makes a bounded batch of values each time it goes off: how
 * many a second does it come to, and does the memory grow with what waits?
 */
const FILL = 1_000; // a request
const AHEAD_MS = 25 * 3_600_000;
const LIMIT_MS = 180_000;

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "rotation",
  long: true,
  setup: async () => undefined,
  async notes(_, { life, short, tell }) {
    const count = short ? 2_000 : 10_000;
    const modules = await buildWorker("rotation", "bench/workers/rotation.toml");
    const postern = await heldPostern(life, modules);
    const pid = newestWorkerd();
    tell(`attaching ${count} secrets to one policy`);
    const tenant = await attached(postern, count);
    const before = residentMiB(pid);
    tell("all fall due");
    const wish = { token: tenant.token, ahead_ms: AHEAD_MS, limit_ms: LIMIT_MS };
    const response = await post(`${postern.url}/bench/drain`, wish);
    const { alarms, ms } = /** @type {{ alarms: number, ms: number }} */ (await response.json());
    const after = residentMiB(pid);
    await requireAllRotated(tenant, count);
    return [
      `${count} secrets of one auto_generate policy due at once: all rotated in ${(ms / 1000).toFixed(1)} s by ${alarms} alarms, ` +
        `${((count * 1000) / ms).toFixed(0)} rotations/s (load average ${loadNow()}).`,
      `       resident memory of workerd: ${before.toFixed(0)} MiB before, ${after.toFixed(0)} MiB after.`,
    ];
  },
};

/** @param {import("../lib/postern.mjs").Postern} postern @param {number} count */
async function attached(postern, count) {
  const tenant = await newTenant(postern, "rotating");
  const fields = [{ name: "value", generator: "random", config: { length: 32 } }];
  const recipe = await tenant.call("POST /v1/secret-policies", { name: "bench", fields });
  const terms = { name: "bench", interval: "24h", grace_period: "1h", auto_generate: true };
  const policy = await tenant.call("POST /v1/rotation/policies", terms);
  for (let from = 0; from < count; from += FILL) {
    const some = { from, count: Math.min(FILL, count - from) };
    const ids = { rotationPolicyId: policy.id, secretPolicyId: recipe.id };
    await post(`${postern.url}/bench/fill`, { token: tenant.token, ...some, ...ids });
  }
  const { secrets_count } = await tenant.call(`GET /v1/rotation/policies/${policy.id}`);
  if (secrets_count !== count) throw new Error(`${secrets_count} secrets follow the policy, not ${count}`);
  return tenant;
}

/** One that had failed, or was left, would still be due. @param {import("../lib/tenant.mjs").Tenant} tenant @param {number} count */
async function requireAllRotated(tenant, count) {
  const { secrets } = await tenant.call("GET /v1/rotation/due?within_hours=1&include_overdue=true&limit=1");
  if (secrets.length > 0) throw new Error(`not all were rotated within ${LIMIT_MS / 1000} s`);
  for (const at of [0, Math.floor(count / 2), count - 1]) {
    const secret = await tenant.call(`GET /v1/secrets/due/key-${String(at).padStart(6, "0")}`);
    if (secret.version !== 2 || secret.data.value.length !== 32) throw new Error("a secret was not rotated once");
  }
}

/** @param {string} url @param {unknown} wish */
async function post(url, wish) {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(wish) });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return response;
}
