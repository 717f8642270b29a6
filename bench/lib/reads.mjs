import { Agent } from "node:http";
import { send } from "./load.mjs";

const PAUSE_MS = 10;

/** One request after the other, with pauses. @param {import("./load.mjs").Shot} shot @param {number} count @returns {Promise<number[]>} ms each */
export async function readAll(shot, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const timesMs = [];
  try {
    for (let i = 0; i < count; i++) {
      const startMs = performance.now();
      const status = await send(agent, shot);
      timesMs.push(performance.now() - startMs);
      if (status !== 200) throw new Error(`${shot.url} answered ${status}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return timesMs;
  } finally {
    agent.destroy();
  }
}
