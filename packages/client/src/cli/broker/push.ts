import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { fileText, standardInput } from "../session/texts.ts";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { type Assignment, parseAssignments } from "../text/assignments.ts";
import { idOf } from "./named.ts";
import { withRemedy } from "./remedies.ts";

interface Options {
  readonly mount?: string;
  readonly merge?: boolean;
  readonly cas?: string;
  readonly yes?: boolean;
}

/** Writes a secret through to a vault, or some fields of it. What is there gets a new version, so a person is asked. */
export const push: Work<[vault: string, path: string, fields: readonly string[]], Options> = async ({
  session,
  arguments: [vault, path, fields],
  options,
}) => {
  const { mount, merge = false } = options;
  const assignments = parseAssignments(fields);
  const cas = options.cas === undefined ? {} : { cas: versionIn(options.cas) };
  requireBehindMount(path, mount ?? "secret");
  const postern = await session.postern();
  const id = await idOf(postern, "vault", vault);
  const names = assignments.map(({ field }) => visible(field)).join(", ");
  const rest = merge ? ", and keep the other fields" : "";
  await requireYes(session, options, `Write ${names} to ${visible(path)} of ${visible(vault)}${rest}?`);
  const data: [string, string][] = [];
  for (const assignment of assignments) data.push([assignment.field, await fieldText(session, assignment)]);
  const how = { ...(mount === undefined ? {} : { mount }), ...(merge ? { merge } : {}), ...cas };
  const pushed = await withRemedy(postern.integrations.push(id, { path, data: Object.fromEntries(data), ...how }), {
    vault,
  });
  const rows = [
    ["path", pushed.vaultPath],
    ["version", pushed.version === undefined ? null : String(pushed.version)],
  ] as const;
  session.output.record(pushed, rows, pushed.vaultPath);
  if (pushed.warning) session.output.warn("that mount keeps no versions: what was there before is gone");
};

function versionIn(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError("--cas takes the number of a version", "0 where there is to be none");
}

/** As the vault's own address has it, and a credential, a path has the mount and `data/` before it: that would be written behind them once more. */
function requireBehindMount(path: string, mount: string): void {
  const before = `${mount}/data/`;
  if (!path.startsWith(before)) return;
  throw usageError(
    `the path begins with ${visible(before)}: it is given behind the mount`,
    `postern vault push VAULT ${visible(path.slice(before.length))} …`,
  );
}

/** A vault's fields are texts. */
async function fieldText({ shell, prompts }: Session, { field, source }: Assignment): Promise<string> {
  if (source.from === "prompt")
    return await prompts.hidden(visible(field), `${visible(field)}=-, or ${visible(field)}=@FILE`);
  if (source.isJson) throw usageError(`the field ${visible(field)} of a vault is text: = in place of :=`);
  if (source.from === "text") return source.text;
  // A last line feed is how files and pipes end, and no part of the value.
  const text = source.from === "file" ? await fileText(source.file) : await standardInput(shell);
  return text.replace(/\r?\n$/, "");
}
