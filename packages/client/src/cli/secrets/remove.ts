import type { Work } from "../session/command.ts";
import { type Consent, requireYes } from "../session/confirm.ts";
import { usageError } from "../shell/exit.ts";
import { formatReference, parseReference, type Reference } from "../text/reference.ts";
import { versionIn } from "./numbers.ts";

interface RemoveOptions extends Consent {
  readonly permanent?: boolean;
  readonly version?: string;
  readonly ifVersion?: string;
}

/** Takes a secret away, or one version of it: to be restored for a while, or for good. */
export const rm: Work<[reference: string], RemoveOptions> = async ({ session, arguments: [text], options }) => {
  const { path, version } = versionedPath(text, options.version);
  const what = formatReference({ path, field: null, version });
  const ifVersion = versionIn(options.ifVersion, "--if-version");
  const question = options.permanent ? `Destroy ${what} for good? Nothing brings it back.` : `Delete ${what}?`;
  await requireYes(session, options, question);
  const answer = await (await session.postern()).secrets.delete(path, {
    ...(version === null ? {} : { version }),
    ...(options.permanent ? { permanent: true } : {}),
    ...(ifVersion === null ? {} : { ifVersion }),
  });
  const { output } = session;
  if (output.style !== "people") return output.record(answer, [], what);
  if (options.permanent) return output.say(`Destroyed ${what}.`);
  const until =
    "recoverable_until" in answer && answer.recoverable_until !== null ? ` until ${answer.recoverable_until}` : "";
  output.say(`Deleted ${what}. It can be brought back${until}: postern restore ${what}`);
};

/** Brings a deleted secret back, or one deleted version. */
export const restore: Work<[reference: string], { readonly version?: string }> = async ({
  session,
  arguments: [text],
  options,
}) => {
  const { path, version } = versionedPath(text, options.version);
  const answer = await (await session.postern()).secrets.restore(path, version === null ? {} : { version });
  const what = formatReference({ path, field: null, version });
  if (session.output.style !== "people") return session.output.record(answer, [], what);
  session.output.say(
    version === null ? `Restored ${what}. Version ${answer.version} is current.` : `Restored ${what}.`,
  );
};

/** `PATH@3` and `PATH --version 3` are the same. Throws CliError, exit 2. */
function versionedPath(text: string, option: string | undefined): Pick<Reference, "path" | "version"> {
  const { path, field, version } = parseReference(text);
  if (field !== null)
    throw usageError("this is done to a whole version, not to a field", `postern patch ${path} FIELD-`);
  const named = versionIn(option, "--version");
  if (version !== null && named !== null) throw usageError("the version is given twice");
  return { path, version: version ?? named };
}
