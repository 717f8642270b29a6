import type { Json } from "./mask";

/** One field in which two answers differ. `undefined`: it is not there. */
export interface Found {
  /** `{case} > {call} > {field}`, the field as a JSON pointer into status, type and body. */
  readonly where: string;
  readonly judge: Json | undefined;
  readonly ours: Json | undefined;
}

/** Every field in which they differ. The order of keys does not count, that of lists does. */
export function fieldsThatDiffer(where: string, judge: Json | undefined, ours: Json | undefined, at = ""): Found[] {
  if (isObject(judge) && isObject(ours))
    return [...new Set([...Object.keys(judge), ...Object.keys(ours)])]
      .toSorted()
      .flatMap((key) => fieldsThatDiffer(where, judge[key], ours[key], `${at}/${key}`));
  if (Array.isArray(judge) && Array.isArray(ours) && judge.length === ours.length)
    return judge.flatMap((item: Json, index) => fieldsThatDiffer(where, item, ours[index], `${at}/${index}`));
  if (JSON.stringify(judge) === JSON.stringify(ours)) return [];
  return [{ where: `${where} > ${at}`, judge, ours }];
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
