import { faults as texts } from "#texts/broker.ts";
import { reasons } from "#texts/broker-words.ts";
import type { ApiError } from "../../api/error.ts";
import { faultsByLine } from "./lines.ts";

/** What the API says is wrong with a field, as a sentence; undefined: nothing. `name` as the API has it. */
export function faultOf(error: ApiError | undefined, name: string): string | undefined {
  const reason = error?.fields[name];
  return reason === undefined ? undefined : reasonText(reason);
}

/** A reason word as a sentence. One that a newer API has stands as it is. Pure. */
export const reasonText = (reason: string): string =>
  (Object.hasOwn(reasons, reason) ? reasons[reason] : undefined) ?? reason.replaceAll("_", " ");

/** What the API says of a list that was typed one entry a line: of the whole, and of each line. */
export function listFault(error: ApiError | undefined, name: string, text: string): string | undefined {
  const whole = faultOf(error, name);
  const told = [
    ...(whole === undefined ? [] : [whole]),
    ...faultsByLine(error?.fields ?? {}, name, text).map((fault) =>
      texts.line({ ...fault, reason: reasonText(fault.reason) }),
    ),
  ];
  return told.length === 0 ? undefined : told.join("\n");
}
