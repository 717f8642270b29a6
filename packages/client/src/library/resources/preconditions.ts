import type { Options } from "../calls/connection.ts";

/** What must hold for a change to be made; with one of them a change may be repeated when no answer came. */
export interface ChangeOptions extends Options {
  /** The version that is there now; `*`: any. Else PosternError 412 `version_conflict`. */
  readonly ifVersion?: number | "*" | undefined;
}
export interface PutOptions extends ChangeOptions {
  /** Creates only. Else PosternError 412 `version_conflict`. */
  readonly ifAbsent?: boolean | undefined;
}

export const conditionsOf = ({ ifVersion, ifAbsent }: PutOptions): Readonly<Record<string, string | undefined>> => ({
  ...(ifVersion === undefined ? {} : { "If-Match": ifVersion === "*" ? "*" : `"${ifVersion}"` }),
  ...(ifAbsent ? { "If-None-Match": "*" } : {}),
});
