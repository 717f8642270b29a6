import type { Work } from "../session/command.ts";
import { type Consent, requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { parseAssignments } from "../text/assignments.ts";
import type { ExactObject } from "../text/exact-json.ts";
import { parsePath } from "../text/reference.ts";
import { changeLines } from "./changes.ts";
import { readFields } from "./given.ts";
import { versionIn } from "./numbers.ts";
import { changesOver, conditionOf, headOf, presentAt } from "./present.ts";
import { indentedText, textOf } from "./show.ts";
import { rotateSecret } from "./store.ts";

interface RotateOptions extends Consent {
  readonly reason?: string;
  readonly grace?: string;
  readonly ifVersion?: string;
}

/** Replaces the whole value, by what is given or by what the server makes; the old one stays readable for a while. */
export const rotate: Work<[path: string, fields: string[]], RotateOptions> = async ({
  session,
  arguments: [text, fields],
  options,
}) => {
  const path = parsePath(text);
  const ifVersion = versionIn(options.ifVersion, "--if-version");
  const assignments = parseAssignments(fields);
  const value = assignments.length === 0 ? null : await readFields(session, assignments);
  const condition = value === null ? ifVersion : await compared(session, { path, value, ifVersion });
  const how = value === null ? "with a value that the server makes" : "with this as the whole value";
  await requireYes(session, options, `Rotate ${path} ${how}?`);
  const rest = {
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    ...(options.grace === undefined ? {} : { grace_period: options.grace }),
  };
  const answer = await rotateSecret(await session.postern(), path, { value, rest, condition });
  const { output } = session;
  if (output.style === "json") return output.line(indentedText(answer));
  if (output.style === "quiet") return output.line(path);
  output.say(`Rotated ${path}: version ${field(answer, "version")} is current.`);
  output.say(
    `Version ${field(answer, "previous_version")} stays readable until ${field(answer, "grace_period_ends")}.`,
  );
};

interface Given {
  readonly path: string;
  readonly value: ExactObject;
  readonly ifVersion: number | null;
}

/** Shows what becomes of each field, those too that go; gives the version that it was compared with. Throws CliError and PosternError. */
async function compared(session: Session, { path, value, ifVersion }: Given): Promise<number | null> {
  const present = await presentAt(await session.postern(), path);
  const condition = conditionOf(present, ifVersion);
  session.output.say(headOf(path, present));
  for (const line of changeLines(changesOver(present, value))) session.output.say(line);
  return condition === "absent" ? null : condition;
}

const field = (answer: ExactObject, name: string): string => textOf(answer.get(name) ?? null);
