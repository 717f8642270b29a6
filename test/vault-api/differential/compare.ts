import { type Json, SOME_TEXT } from "./mask";
import type { Observed } from "./run";

/** One field in which two answers differ. `undefined`: it is not there. */
export interface Found {
  /** `{case} > {call} > {field}`, the field as a JSON pointer into status, type and body. */
  readonly where: string;
  readonly judge: Json | undefined;
  readonly ours: Json | undefined;
}

/** As `fieldsThatDiffer`; an answer of another status is another answer, and no more of it is compared. */
export const answersThatDiffer = (where: string, judge: Observed, ours: Observed): Found[] =>
  judge.status === ours.status
    ? fieldsThatDiffer(where, judge, ours)
    : [{ where: `${where} > /status`, judge: judge.status, ours: ours.status }];

/** Every field in which they differ. The order of keys does not count, that of lists does. */
export function fieldsThatDiffer(where: string, judge: Json | undefined, ours: Json | undefined, at = ""): Found[] {
  if (isObject(judge) && isObject(ours))
    return [...new Set([...Object.keys(judge), ...Object.keys(ours)])]
      .toSorted()
      .flatMap((key) => fieldsThatDiffer(where, judge[key], ours[key], `${at}/${key}`));
  if (Array.isArray(judge) && Array.isArray(ours) && judge.length === ours.length)
    return judge.flatMap((item: Json, index) => fieldsThatDiffer(where, item, ours[index], `${at}/${index}`));
  if (JSON.stringify(judge) === JSON.stringify(ours)) return [];
  // Where OpenBao's words are looked for by nobody, ours may be any.
  if (judge === SOME_TEXT && typeof ours === "string") return [];
  return [{ where: `${where} > ${at}`, judge, ours }];
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
