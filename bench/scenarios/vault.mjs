import { costOf } from "../lib/cost.mjs";
import { markdown, verdict } from "../lib/report.mjs";
import { sideBySide } from "../lib/side-by-side.mjs";

/** The same secrets by Vault's interface and by Postern's own: what the other spelling of a call costs. */
const COUNT = 50;
const VALUE = { username: "robot", password: "x".repeat(64), note: "y".repeat(24) };
const MAX_READ_P50_RATIO = 1.1;

/** @type {import("../run.mjs").Scenario<{ groups: import("../lib/side-by-side.mjs").Group[] }>} */
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
    if (JSON.stringify(native.data) !== JSON.stringify(theirs.data.data))
      throw new Error("the two read different values");
    const asVault = (/** @type {import("../lib/load.mjs").Shot} */ shot) => {
      const { authorization: _, ...headers } = shot.headers ?? {};
      return { ...shot, headers: { ...headers, "x-vault-token": tenant.token }, paths: kv };
    };
    const groups = [
      { title: "read", shots: [{ ...tenant.shot("GET /"), paths: own }, asVault(tenant.shot("GET /"))] },
      {
        title: "write",
        shots: [
          { ...tenant.shot("PUT /", { data: VALUE }), paths: own },
          asVault(tenant.shot("POST /", { data: VALUE })),
        ],
      },
    ];
    return { groups };
  },
  rows: () => [],
  async notes({ groups }, { gun, postern, short, tell }) {
    const options = short ? { connections: [1, 16], rounds: 1 } : { connections: [1, 16, 64], rounds: 5 };
    const cells = await sideBySide(gun, groups, { ...options, seconds: 1, tell });
    const table = cells.map(({ title, connections, shots: [own, kv] }) => [
      `${title}, c${connections}`,
      ...[own, kv].flatMap((it) => [it?.load.perSecond.toFixed(0) ?? "", it?.load.p50Ms.toFixed(2) ?? ""]),
      kv?.perSecondRatio.toFixed(2) ?? "",
      kv?.p50Ratio.toFixed(2) ?? "",
    ]);
    const rounds = { pid: postern.pid, connections: 16, seconds: 1, rounds: options.rounds };
    const costs = [];
    for (const { title, shots } of groups) costs.push({ title, ...(await costOf(gun, shots, rounds)) });
    const times =
      cells.find(({ title, connections }) => title === "read" && connections === 1)?.shots[1]?.p50Ratio ?? Number.NaN;
    return [
      "Vault's interface beside Postern's own:",
      "",
      markdown(["", "/v1/secrets req/s", "p50 ms", "/vault/v1 req/s", "p50 ms", "ratio req/s", "ratio p50"], table),
      "",
      ...costs.map(
        ({ title, micros: [own = Number.NaN, kv = Number.NaN], ratios: [, ratio = Number.NaN] }) =>
          `processor time of a ${title}: ${own.toFixed(0)} us by /v1/secrets, ${kv.toFixed(0)} us by /vault/v1, ratio ${ratio.toFixed(2)}`,
      ),
      "",
      verdict(
        times <= MAX_READ_P50_RATIO,
        `a read at c1 by /vault/v1 takes at most ${MAX_READ_P50_RATIO} times one by /v1 (p50): ${times.toFixed(2)}`,
      ),
    ];
  },
};
