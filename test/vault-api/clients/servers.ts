import { inject } from "vitest";

/** What is tried, and against whom: each client does the same at every server, or its test is wrong. */
const clients = inject("vaultClients");
export const servers = clients?.servers ?? [];
export const baoBinary = clients?.bao ?? "";
export const pythonPath = clients?.pythonPath ?? "";
/** Without the clients nothing runs, and the setup has said so. */
export const hasClients = clients !== null;
