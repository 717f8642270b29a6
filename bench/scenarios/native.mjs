import { join } from "node:path";
import { giveAppRole, startOpenBao } from "../../scripts/openbao.mjs";
import { heldFolder } from "../lib/held.mjs";
import { markdown, verdict } from "../lib/report.mjs";
import { sideBySide } from "../lib/side-by-side.mjs";

/**
 * The secrets store beside a KV version 2 that records too: OpenBao with a file audit device, which is in memory and waits for no
 * disk, where Postern answers when its commit is durable. The same value under as many paths, the same verbs.
 */
const COUNT = 50;
const VALUE = { username: "robot", password: "x".repeat(64), note: "y".repeat(24) };
const POLICY = `
path "secret/data/app/*"     { capabilities = ["create", "read", "update"] }
path "secret/metadata/app/*" { capabilities = ["read", "list"] }
`;
const MIN_READ_SHARE = 0.8;
const MAX_READ_P50_RATIO = 3;

/** @type {import("../run.mjs").Scenario<{ groups: import("../lib/side-by-side.mjs").Group[] }>} */
export default {
  name: "native",
  async setup({ life, tenant }) {
    const folder = await heldFolder(life);
    const vault = await life.hold(
      () => startOpenBao({ auditFile: join(folder, "audit.log") }),
      (server) => server.stop(),
    );
    const { roleId, secretId } = await giveAppRole(vault, { role: "store", policy: POLICY });
    const login = await vault.api("POST", "auth/approle/login", { role_id: roleId, secret_id: secretId });
    const headers = { "x-vault-token": login.auth.client_token, "content-type": "application/json" };
    const names = Array.from({ length: COUNT }, (_, at) => `app/bench/key-${String(at).padStart(3, "0")}`);
    for (const name of names) {
      await vault.api("POST", `secret/data/${name}`, { data: VALUE });
      await tenant.call(`PUT /v1/secrets/${name}`, { data: VALUE });
    }
    const [own, theirs] = [names.map((name) => `/v1/secrets/${name}`), names.map((name) => `/v1/secret/data/${name}`)];
    const other = { url: vault.url, headers };
    const list = "/v1/secrets?prefix=app/bench/&limit=50";
    const groups = [
      {
        title: "read",
        shots: [
          { ...other, paths: theirs },
          { ...tenant.shot("GET /"), paths: own },
        ],
      },
      {
        title: "write",
        shots: [
          { ...other, method: "POST", paths: theirs, body: JSON.stringify({ data: VALUE }) },
          { ...tenant.shot("PUT /", { data: VALUE }), paths: own },
        ],
      },
      {
        title: `list of ${COUNT}`,
        shots: [{ ...other, url: `${vault.url}/v1/secret/metadata/app/bench?list=true` }, tenant.shot(`GET ${list}`)],
      },
    ];
    const [theirList, ownList] = [
      await vault.api("GET", "secret/metadata/app/bench?list=true"),
      await tenant.call(`GET ${list}`),
    ];
    if (theirList.data.keys.length !== COUNT || ownList.secrets.length !== COUNT) throw new Error("the lists differ");
    return { groups };
  },
  rows: () => [],
  async notes({ groups }, { gun, short, tell }) {
    const options = short ? { connections: [1, 64], rounds: 1 } : { connections: [1, 16, 64], rounds: 3 };
    const cells = await sideBySide(gun, groups, { ...options, seconds: 1, tell });
    const table = cells.map(({ title, connections, shots: [theirs, own] }) => [
      `${title}, c${connections}`,
      ...[own, theirs].flatMap((it) => [it?.load.perSecond.toFixed(0) ?? "", it?.load.p50Ms.toFixed(2) ?? ""]),
      own?.perSecondRatio.toFixed(2) ?? "",
      own?.p50Ratio.toFixed(2) ?? "",
    ]);
    const of = (/** @type {number} */ c) =>
      cells.find((cell) => cell.title === "read" && cell.connections === c)?.shots[1];
    const [share, times] = [of(64)?.perSecondRatio ?? Number.NaN, of(1)?.p50Ratio ?? Number.NaN];
    const head = ["", "Postern req/s", "p50 ms", "OpenBao req/s", "p50 ms", "ratio req/s", "ratio p50"];
    return [
      "The secrets store beside OpenBao's KV version 2 with a file audit device:",
      "",
      markdown(head, table),
      "",
      verdict(share >= MIN_READ_SHARE, `reads at c64 reach ${MIN_READ_SHARE} of OpenBao's: ${share.toFixed(2)}`),
      verdict(
        times <= MAX_READ_P50_RATIO,
        `a read at c1 takes at most ${MAX_READ_P50_RATIO} times OpenBao's (p50): ${times.toFixed(2)}`,
      ),
    ];
  },
};
