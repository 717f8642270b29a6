import { COUNT, heldAuditedOpenBao, namesIn, tryShot, VALUE } from "../lib/audited-openbao.mjs";
import { besideTable, besideVerdicts, oneCoreNotes } from "../lib/beside-openbao.mjs";
import { memoryLines, verdict } from "../lib/report.mjs";
import { sideBySide } from "../lib/side-by-side.mjs";

/** The secrets store beside a KV version 2 that records too: the same value under as many paths, the same verbs. */
const MAX_READ_P50_RATIO = 3;

/** @typedef {import("../lib/side-by-side.mjs").Group} Group */
/** @type {import("../lib/world.mjs").Scenario<{ groups: Group[], vaultPid: number | undefined }>} */
export default {
  name: "native",
  async setup({ life, tenant }) {
    const names = namesIn("bench");
    const { vault, shot: other } = await heldAuditedOpenBao(life, names);
    for (const name of names) await tenant.call(`PUT /v1/secrets/${name}`, { data: VALUE });
    const [own, theirs] = [names.map((name) => `/v1/secrets/${name}`), names.map((name) => `/v1/secret/data/${name}`)];
    const [body, list] = [JSON.stringify({ data: VALUE }), "/v1/secrets?prefix=app/bench/&limit=50"];
    const lists = {
      title: `list of ${COUNT}`,
      shots: [{ ...other, paths: ["/v1/secret/metadata/app/bench?list=true"] }, tenant.shot(`GET ${list}`)],
    };
    const [theirList, ownList] = await Promise.all(lists.shots.map(tryShot));
    if (theirList.data.keys.length !== COUNT || ownList.secrets.length !== COUNT) throw new Error("the lists differ");
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
          { ...other, method: "POST", paths: theirs, body },
          { ...tenant.shot("PUT /", { data: VALUE }), paths: own },
        ],
      },
      lists,
    ];
    return { groups, vaultPid: vault.pid };
  },
  groups: ({ groups }) => groups,
  async notes({ groups, vaultPid }, { gun, postern, short, tell }) {
    const options = short ? { connections: [1, 64], rounds: 1 } : { connections: [1, 16, 64], rounds: 3 };
    const cells = await sideBySide(gun, groups, { ...options, seconds: 1, tell });
    const onOneCore = await oneCoreNotes(gun, groups, { ...options, tell });
    const times =
      cells.find(({ title, connections }) => title === "read" && connections === 1)?.shots[1]?.p50Ratio ?? Number.NaN;
    return [
      "The secrets store beside OpenBao's KV version 2 with a file audit device:",
      "",
      besideTable(cells),
      "",
      ...besideVerdicts(cells),
      verdict(
        times <= MAX_READ_P50_RATIO,
        `a read at c1 takes at most ${MAX_READ_P50_RATIO} times OpenBao's (p50): ${times.toFixed(2)}`,
      ),
      ...onOneCore,
      ...memoryLines({ workerd: postern.pid, OpenBao: vaultPid }),
    ];
  },
};
