import { ROOT } from "../../scripts/lib/project.mjs";
import { heldPostern } from "./held.mjs";
import { newTenant } from "./tenant.mjs";

/**
 * What a scenario finds when it begins: one build of Postern with a tenant, and what all builds of a run share.
 *
 * @typedef {object} Shared
 * @property {import("../../scripts/openbao.mjs").OpenBaoServer} vault
 * @property {{ roleId: string, secretId: string }} role
 * @property {import("../../scripts/lib/lifetime.mjs").Lifetime} life
 * @property {import("./load.mjs").Gun} gun
 * @property {(text: string) => void} tell progress, for who waits
 * @property {boolean} short
 *
 * @typedef {Shared & { postern: import("./postern.mjs").Postern, tenant: import("./tenant.mjs").Tenant, modules: import("./postern.mjs").Modules }} World
 *   `modules`: the Worker, built
 */
/**
 * @template S
 * @typedef {object} Scenario
 * @property {string} name
 * @property {boolean} [long] it fills a store, waits, or asks one thing in many sizes: a short run has it only if it was named
 * @property {(world: World) => Promise<S>} setup
 * @property {(state: S, world: World) => import("./measure.mjs").Row[]} [rows] what is put under load, for the table
 * @property {(state: S, world: World) => import("./side-by-side.mjs").Group[]} [groups] what is put under load beside something else
 * @property {(state: S, world: World) => Promise<string[]>} [notes] what is measured otherwise, as lines to print
 */
/** The connections of a row, and of a group where it is measured against a base. */
export const ROW_CONNECTIONS = [1, 16];
const GROUP_CONNECTIONS = [1, 64];

/** @param {Shared} shared @param {import("./postern.mjs").Modules} modules @param {string} [root] of the checkout that they were built from */
export async function openWorld(shared, modules, root = ROOT) {
  const postern = await heldPostern(shared.life, modules, undefined, root);
  return { ...shared, modules, postern, tenant: await newTenant(postern) };
}

/**
 * The same cells of two builds. A scenario that puts nothing under load has none, and is not set up.
 * @param {Scenario<any>[]} scenarios @param {World} own @param {World} base
 * @returns {Promise<import("./against-base.mjs").Pair[]>}
 */
export async function pairsOf(scenarios, own, base) {
  const pairs = [];
  for (const scenario of scenarios) {
    if (scenario.rows === undefined && scenario.groups === undefined) continue;
    const theirs = await cellsOf(scenario, base);
    for (const [at, { title, connections, shot }] of (await cellsOf(scenario, own)).entries()) {
      const other = theirs[at]?.shot;
      if (other !== undefined) pairs.push({ title, connections, base: other, own: shot });
    }
  }
  return pairs;
}

/**
 * Every cell of a scenario whose load goes to this world's Postern, and not to a vault or to another Worker.
 * @param {Scenario<any>} scenario @param {World} world
 * @returns {Promise<{ title: string, connections: number, shot: import("./load.mjs").Shot }[]>}
 */
async function cellsOf(scenario, world) {
  const state = await scenario.setup(world);
  const rows = scenario.rows?.(state, world) ?? [];
  const groups = scenario.groups?.(state, world) ?? [];
  return [
    ...rows.map(({ title, shot }) => ({ title, shot, at: ROW_CONNECTIONS })),
    ...groups.flatMap(({ title, shots, names }) =>
      shots.map((shot, at) => ({ title: [title, names?.[at]].join(" ").trim(), shot, at: GROUP_CONNECTIONS })),
    ),
  ]
    .filter(({ shot }) => new URL(shot.url).origin === world.postern.url)
    .flatMap(({ title, shot, at }) => at.map((connections) => ({ title, connections, shot })));
}
