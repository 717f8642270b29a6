import { heldPostern } from "../lib/held.mjs";
import { findGun } from "../lib/load.mjs";
import { median } from "../lib/measure.mjs";
import { readAll } from "../lib/reads.mjs";
import { memoryLines, verdict } from "../lib/report.mjs";
import { newTenant } from "../lib/tenant.mjs";

/**
 * One identity asks without a pause, far beyond its rate limit. What does another one of the same tenant, so of the same object,
 * notice? It reads now and then, in turns with and without the flood. The limits are the defaults.
 */
const CONNECTIONS = 64;
const READS = 100; // a phase; all phases together stay below what one identity may read in a minute
const SECONDS = 3; // long enough for the reads of a phase
const MAX_RATIO = 2;
const PATH = "/v1/secrets/app/quiet";

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "flood",
  long: true,
  setup: async () => undefined,
  async notes(_, { life, modules, short, tell }) {
    const postern = await heldPostern(life, modules, {});
    const tenant = await newTenant(postern, "flood");
    await tenant.call(`PUT ${PATH}`, { data: { password: "x".repeat(64) } });
    const quiet = { ...tenant.shot(`GET ${PATH}`) };
    const loud = {
      ...quiet,
      refused: true,
      headers: { authorization: `Bearer ${await tenant.addIdentity("user:loud")}` },
    };
    const gun = await findGun();
    const flood = () => gun.fire(loud, { connections: CONNECTIONS, seconds: SECONDS });
    await flood(); // what the bucket holds at first
    await readAll(quiet, 20);

    /** @type {{ alone: number, beside: number, perSecond: number }[]} */
    const rounds = [];
    for (let round = 1; round <= (short ? 1 : 4); round++) {
      tell(`flood, round ${round}`);
      const alone = median(await readAll(quiet, READS));
      const flooding = flood();
      const beside = median(await readAll(quiet, READS));
      rounds.push({ alone, beside, perSecond: (await flooding).perSecond });
    }
    const of = (/** @type {"alone" | "beside" | "perSecond"} */ what) => median(rounds.map((round) => round[what]));
    const ratio = median(rounds.map(({ alone, beside }) => beside / alone));
    return [
      `A flood of ${of("perSecond").toFixed(0)} requests a second by one identity (c${CONNECTIONS}), nearly all refused with 429:`,
      `       p50 of another identity's reads: ${of("alone").toFixed(2)} ms without it, ${of("beside").toFixed(2)} ms with it.`,
      verdict(ratio <= MAX_RATIO, `a flood leaves others within ${MAX_RATIO} times their p50: ${ratio.toFixed(2)}`),
      ...memoryLines({ workerd: postern.pid }),
    ];
  },
};
