import { BARE } from "../lib/report.mjs";

/** The floor: a route that asks nobody. @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "health",
  setup: async () => undefined,
  rows: (_, { postern }) => [
    { id: BARE, title: "bare route: GET /v1/health", shot: { url: `${postern.url}/v1/health`, pid: postern.pid } },
  ],
};
