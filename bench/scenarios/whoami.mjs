/** What the guard costs: the hop to the tenant's object, the token, the scope, and no work behind them. @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "whoami",
  setup: async () => undefined,
  rows: (_, { tenant }) => [
    {
      id: "whoami",
      title: "guarded: GET /v1/auth/whoami",
      shot: tenant.shot("GET /v1/auth/whoami"),
      check: (body) => body.tenant_id === tenant.id,
    },
  ],
};
