/**
 * The floors of the house, the highest first. A file imports from its own floor's room and from floors below; rooms that stand
 * on one floor do not know each other. A name without a slash is a folder of `src`, or a file there.
 */
export const LAYERS = [
  ["index"],
  ["app"],
  ["space"],
  ["console", "keys", "mcp", "system", "vault-api"],
  ["broker"],
  ["secrets"],
  ["rotation"],
  ["approles", "cubbyhole", "trusts", "webhooks", "wrapping"],
  ["tokens"],
  ["audit", "policies", "sealing"],
  ["identities", "generation", "settings", "directory", "docs"],
  ["http"],
  ["client"],
  ["kernel"],
  ["outbound", "sign-in"],
  ["config", "crypto", "edge-config", "errors", "formats", "log", "rate-limits", "reason-words", "version"],
];

/** The room that a file belongs to: its folder below `src`, or its own name. */
export const roomOf = (path) => path.split("/")[0].replace(/\.ts$/, "");

/** Counted from the ground; undefined: the room is not in the list. */
export const floorOf = (path) => {
  const at = LAYERS.findIndex((rooms) => rooms.includes(roomOf(path)));
  return at < 0 ? undefined : LAYERS.length - at;
};
