import type { Told } from "../answer";

/** Below the mount, but nothing of this version of the interface: most often a client of version 1. */
export const unknownBelowKv = (method: string): Omit<Told, "requestId"> => ({
  mountType: "kv",
  warnings: [
    `Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use. If using the OpenBao CLI, use 'bao kv ${COMMANDS[method] ?? "get"}' for this operation.`,
  ],
});
const COMMANDS: Readonly<Record<string, string>> = { POST: "put", PUT: "put", PATCH: "patch", DELETE: "delete" };
