import { VERSION } from "../../version";
import { jsonAnswer } from "../dialect";
import type { VaultRoute } from "../route";

/**
 * What the server says of itself to everybody: bare objects without an envelope. There is no seal that could be closed, and one node.
 * The version is that of OpenBao whose interface this is, because clients compare it; ours stands behind the plus.
 */
const SPOKEN = `2.7.2+postern.${VERSION}`;
const CLUSTER = { cluster_name: "postern", cluster_id: "00000000-0000-0000-0000-000000000000" };

const open = (path: string, body: () => object): VaultRoute => ({
  path,
  verbs: ["read"],
  handle: async (c) => jsonAnswer(c, JSON.stringify(body()), 200),
});

export const statusRoutes: readonly VaultRoute[] = [
  open("sys/health", () => ({
    initialized: true,
    sealed: false,
    standby: false,
    replication_performance_mode: "disabled",
    replication_dr_mode: "disabled",
    server_time_utc: Math.floor(Date.now() / 1000),
    version: SPOKEN,
    ...CLUSTER,
  })),
  open("sys/seal-status", () => ({
    type: "shamir",
    initialized: true,
    sealed: false,
    t: 1,
    n: 1,
    progress: 0,
    nonce: "",
    recovery_seal: false,
    version: SPOKEN,
    migration: false,
    ...CLUSTER,
    storage_type: "durable_object",
  })),
  open("sys/leader", () => ({ ha_enabled: false })),
  open("sys/init", () => ({ initialized: true })),
];
