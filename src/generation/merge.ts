import { membersOf } from "../kernel/json-text";
import { sizedData } from "../kernel/secret-type";
import type { MadeValues } from "./make";

/**
 * Compact JSON of the data with the made keys in it; its other members stay as they are spelled, and all keys where they are.
 * `current`: compact JSON of an object, null where there is no value yet. Throws AppError payload_too_large.
 */
export function mergeValues(current: string | null, made: MadeValues): string {
  const left = new Map(made);
  const kept = (current === null ? [] : membersOf(current)).map(({ key, name, value }) => {
    const other = left.get(key);
    left.delete(key);
    return `${name}:${other === undefined ? value : JSON.stringify(other)}`;
  });
  return sizedData(`{${[...kept, ...membersFor(left)].join(",")}}`);
}

/** Made values alone, as JSON text of an object. */
export const madeText = (made: MadeValues): string => `{${membersFor(made).join(",")}}`;

const membersFor = (made: MadeValues): readonly string[] =>
  Array.from(made, ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
