/**
 * All rows in turn, several rounds of them, so that a slow minute of the machine falls on each alike; then medians.
 *
 * @typedef {import("./load.mjs").Load} Load
 * @typedef {{ id: string, title: string, shot: import("./load.mjs").Shot, check?: (body: any) => boolean }} Row
 *   `check`: is the body the one that was meant to be measured?
 * @typedef {{ id: string, title: string, loads: Map<number, Load> }} Measured `loads` by number of connections
 */
const WARM_UP = { connections: 8, seconds: 1 };

/**
 * @param {import("./load.mjs").Gun} gun
 * @param {Row[]} rows
 * @param {{ connections: number[], seconds: number, rounds: number, tell: (text: string) => void }} options
 * @returns {Promise<Measured[]>}
 */
export async function measure(gun, rows, { connections, seconds, rounds, tell }) {
  for (const row of rows) {
    await probe(row);
    await gun.fire(row.shot, WARM_UP);
  }
  const found = rows.map(({ id, title }) => ({
    id,
    title,
    runs: new Map(connections.map((c) => [c, /** @type {Load[]} */ ([])])),
  }));
  for (let round = 1; round <= rounds; round++) {
    for (const [at, row] of rows.entries()) {
      tell(`round ${round} of ${rounds}: ${row.title}`);
      for (const c of connections) found[at]?.runs.get(c)?.push(await gun.fire(row.shot, { connections: c, seconds }));
    }
  }
  return found.map(({ id, title, runs }) => ({
    id,
    title,
    loads: new Map(Array.from(runs, ([c, loads]) => [c, medianLoad(loads)])),
  }));
}

/** @param {Row} row */
async function probe({ title, shot: { method = "GET", url, headers = {}, body }, check = () => true }) {
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  if (response.ok && check(JSON.parse(text))) return;
  throw new Error(`${title}: ${response.status}, not the answer that was to be measured`);
}

/** @param {Load[]} loads */
export const medianLoad = (loads) => ({
  requests: median(loads.map(({ requests }) => requests)),
  perSecond: median(loads.map(({ perSecond }) => perSecond)),
  p50Ms: median(loads.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
  processorUs: median(loads.map(({ processorUs }) => processorUs)),
});

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
