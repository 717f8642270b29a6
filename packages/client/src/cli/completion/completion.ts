import type { Work } from "../session/command.ts";
import { SCRIPTS } from "./scripts.ts";
import type { ShellName } from "./shells.ts";

export const completion: Work<[shell: ShellName], object> = async ({ session, arguments: [shell] }) =>
  session.output.raw(SCRIPTS[shell]);
