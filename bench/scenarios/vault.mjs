import { inTurns } from "../lib/in-turns.mjs";
import { median } from "../lib/measure.mjs";
import { markdown, verdict } from "../lib/report.mjs";

/** The same secrets by Vault's interface and by Postern's own: what the other spelling of a call costs. */
const COUNT = 50;
const VALUE = { username: "robot", password: "x".repeat(64), note: "y".repeat(24) };
const MAX_READ_RATIO = 1.1;

/** @typedef {import("../lib/load.mjs").Shot} Shot */
/** @type {import("../lib/world.mjs").Scenario<{ pairs: { title: string, shots: readonly [Shot, Shot] }[] }>} */
export default {
  name: "vault",
  async setup({ tenant }) {
    const names = Array.from({ length: COUNT }, (_, at) => `app/kv/key-${String(at).padStart(3, "0")}`);
    for (const name of names) await tenant.call(`PUT /v1/secrets/${name}`, { data: VALUE });
    const [own, kv] = [
      names.map((name) => `/v1/secrets/${name}`),
      names.map((name) => `/vault/v1/secret/data/${name}`),
    ];
    const [native, theirs] = [await tenant.call(`GET ${own[0]}`), await tenant.call(`GET ${kv[0]}`)];
    if (JSON.stringify(native.data) !== JSON.stringify(theirs.data.data)) throw new Error("the two values differ");
    const asVault = (/** @type {Shot} */ shot) => {
      const { authorization: _, ...headers } = shot.headers ?? {};
      return { ...shot, headers: { ...headers, "x-vault-token": tenant.token }, paths: kv };
    };
    const [put, post] = [tenant.shot("PUT /", { data: VALUE }), tenant.shot("POST /", { data: VALUE })];
    const get = tenant.shot("GET /");
    return {
      pairs: [
        { title: "read", shots: [{ ...get, paths: own }, asVault(get)] },
        { title: "write", shots: [{ ...put, paths: own }, asVault(post)] },
      ],
    };
  },
  async notes({ pairs }, { short, tell }) {
    const [rounds, count] = short ? [1, 200] : [5, 600];
    const found = [];
    for (const { title, shots } of pairs) {
      await inTurns(shots, 100); // warm
      const runs = [];
      for (let round = 0; round < rounds; round++) {
        tell(`round ${round + 1} of ${rounds}, ${title}`);
        runs.push(await inTurns(shots, count));
      }
      found.push({ title, runs, ratio: median(runs.map(({ ratio }) => ratio)) });
    }
    const lines = found.map(({ title, runs, ratio }) => [
      title,
      median(runs.map(({ p50Ms: [own] }) => own)).toFixed(2),
      median(runs.map(({ p50Ms: [, kv] }) => kv)).toFixed(2),
      ratio.toFixed(2),
      runs.map((run) => run.ratio.toFixed(2)).join(", "),
    ]);
    const read = found[0]?.ratio ?? Number.NaN;
    return [
      `Vault's interface beside Postern's own, request by request over one connection, ${count} of each a round:`,
      "",
      markdown(["", "/v1/secrets p50 ms", "/vault/v1 p50 ms", "ratio", "of each round"], lines),
      "",
      verdict(
        read <= MAX_READ_RATIO,
        `a read by /vault/v1 takes at most ${MAX_READ_RATIO} times one by /v1 (p50): ${read.toFixed(2)}`,
      ),
    ];
  },
};
