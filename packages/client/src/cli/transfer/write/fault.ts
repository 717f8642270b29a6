import { type CliError, usageError } from "../../shell/exit.ts";
import { visible } from "../../shell/visible.ts";

/** A secret that a format has no words for. */
export const cannotHold = (path: string, why: string): CliError =>
  usageError(`${visible(path)}: ${why}`, "--format json, which holds everything");
