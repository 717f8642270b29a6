import type { AnswerOf, BodyOf } from "../../library/calls/types.ts";
import type { Postern } from "../../library/postern.ts";
import type { Work } from "../session/command.ts";
import { type Consent, requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { parsePath } from "../text/reference.ts";
import { type LabelOptions, labelsOf, namesOf } from "./labels.ts";
import { countIn } from "./numbers.ts";
import { alphabetOf, drawn, randomText } from "./random.ts";

interface GenerateOptions extends LabelOptions, Consent {
  readonly policy?: string;
  readonly length?: string;
  readonly alphabet?: string;
  readonly symbols?: boolean;
  /** False: `--no-newline`. */
  readonly newline: boolean;
}

const DEFAULT_LENGTH = "32";
const MAX_LENGTH = 1024;

/** By a policy the server makes values into a secret, and shows none. Without one a random text is made here, and stored nowhere. */
export const generate: Work<[path: string | undefined], GenerateOptions> = async ({
  session,
  arguments: [text],
  options,
}) => {
  const { policy, length, alphabet, symbols } = options;
  if (policy === undefined && text === undefined) return printText(session, options);
  if (policy === undefined || text === undefined)
    throw usageError("a policy makes values into a secret, and needs its path", "postern generate PATH --policy NAME");
  if (length !== undefined || alphabet !== undefined || symbols)
    throw usageError("the policy says of what length and which signs its values are");
  await intoSecret(session, parsePath(text), policy, options);
};

function printText({ output }: Session, options: GenerateOptions): void {
  if (namesOf(labelsOf(options)).length > 0) throw usageError("what is stored nowhere has no description");
  const length = countIn(options.length ?? DEFAULT_LENGTH, "--length", MAX_LENGTH);
  const value = randomText(length, alphabetOf(options), drawn);
  if (output.style === "json") output.json({ value });
  else output.raw(options.newline ? `${value}\n` : value);
}

async function intoSecret(session: Session, path: string, policy: string, options: GenerateOptions): Promise<void> {
  const postern = await session.postern();
  const { id, fields } = await policyCalled(postern, policy);
  const names = fields.map(({ name }) => name).join(", ");
  await requireYes(session, options, `Make new values for ${names} in ${path}?`);
  // The API's types say which options there are; the command line has declared the same ones.
  const body = { ...labelsOf(options), path } as BodyOf<"post", "/v1/secret-policies/{id}/generate">;
  const answer = await postern.call("post", "/v1/secret-policies/{id}/generate", { path: { id }, body });
  if (session.output.style !== "people") return session.output.record(answer, [], path);
  session.output.say(`Wrote ${path}, version ${answer.version}, with new values for ${names}.`);
}

type Policy = AnswerOf<"get", "/v1/secret-policies/{id}">;
const PAGE = 200;

/** By its id or its name. Throws CliError: there is none. */
async function policyCalled(postern: Postern, wanted: string): Promise<Policy> {
  let cursor: string | null = null;
  do {
    const query = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    const page: AnswerOf<"get", "/v1/secret-policies"> = await postern.call("get", "/v1/secret-policies", { query });
    const found = page.policies.find(({ id, name }) => id === wanted || name === wanted);
    if (found) return found;
    cursor = page.cursor;
  } while (cursor !== null);
  throw new CliError(EXIT.notFound, "secret_policy_not_found", "there is no active secret policy of this id or name");
}
