/** Vault's words for what may be done at an address. */
export const CAPABILITIES = ["create", "delete", "list", "patch", "read", "sudo", "update"] as const;
export type Capability = (typeof CAPABILITIES)[number];
