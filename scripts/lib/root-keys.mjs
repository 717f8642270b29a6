import { randomBytes } from "node:crypto";
import { ToolError } from "./project.mjs";

/**
 * The list that ROOT_KEYS holds: the last key seals, all of them open.
 * @typedef {{ id: string, key: string }} RootKey `key`: 32 bytes in base64
 */
const KEY_BYTES = 32;

/** @param {string} id @returns {RootKey} */
export const newRootKey = (id) => ({ id, key: randomBytes(KEY_BYTES).toString("base64") });

/**
 * With a new key at its end, under an id that none before it had: `k1`, `k2` and on.
 * @param {readonly RootKey[]} keys
 */
export function withNewKey(keys) {
  const numbers = keys.map(({ id }) => Number(/^k([0-9]{1,9})$/.exec(id)?.[1] ?? 0));
  return [...keys, newRootKey(`k${Math.max(0, ...numbers) + 1}`)];
}

/** Throws ToolError, without a word of what is in it, on a text that is no such list. @param {string} text @returns {RootKey[]} */
export function parseRootKeys(text) {
  const keys = jsonOf(text);
  const isKey = (/** @type {unknown} */ item) =>
    typeof item === "object" &&
    item !== null &&
    "id" in item &&
    "key" in item &&
    typeof item.id === "string" &&
    typeof item.key === "string" &&
    Buffer.from(item.key, "base64").length === KEY_BYTES;
  if (!Array.isArray(keys) || keys.length === 0 || !keys.every(isKey))
    throw new ToolError('that is no list of root keys: [{"id":"k1","key":"…"}], each key of 32 bytes in base64');
  return keys;
}

/** @param {string} text @returns {unknown} */
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // It may hold keys, so nothing of it is told.
  }
}
