import type { Work } from "../session/command.ts";
import { type Consent, requireYes } from "../session/confirm.ts";
import { parseAssignments } from "../text/assignments.ts";
import type { ExactObject } from "../text/exact-json.ts";
import { parsePath } from "../text/reference.ts";
import { readFields } from "./given.ts";
import { versionIn } from "./numbers.ts";
import { indentedText, textOf } from "./show.ts";
import { rotateSecret } from "./store.ts";

interface RotateOptions extends Consent {
  readonly reason?: string;
  readonly grace?: string;
  readonly ifVersion?: string;
}

/** Replaces the value, by what is given or by what the server makes; the old one stays readable for a while. */
export const rotate: Work<[path: string, fields: string[]], RotateOptions> = async ({
  session,
  arguments: [text, fields],
  options,
}) => {
  const path = parsePath(text);
  const condition = versionIn(options.ifVersion, "--if-version");
  const assignments = parseAssignments(fields);
  const value = assignments.length === 0 ? null : await readFields(session, assignments);
  const how =
    value === null ? "with a value that the server makes" : `with ${[...value.keys()].join(", ")} as the whole value`;
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

const field = (answer: ExactObject, name: string): string => textOf(answer.get(name) ?? null);
