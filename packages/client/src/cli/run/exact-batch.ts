import { badAnswer } from "../../library/calls/faults.ts";
import type { Postern } from "../../library/postern.ts";
import { exactCall } from "../session/exact-call.ts";
import { type Exact, type ExactObject, exactText, isExactObject } from "../text/exact-json.ts";

/** A secret as it was read: each field as the text that a program finds. A number has its own digits, which a double would not keep. */
export interface ReadSecret {
  readonly version: number;
  readonly data: Readonly<Record<string, string>>;
}
export interface Refused {
  readonly code: string;
  readonly message: string;
}
export type Server = Pick<Postern, "fetch">;

/** What the server says of each of these paths, all of one version (null: the current one of each). Throws PosternError. */
export async function readExactly(
  postern: Server,
  paths: readonly string[],
  version: number | null,
): Promise<ReadonlyMap<string, ReadSecret | Refused>> {
  const body = JSON.stringify({ paths, ...(version === null ? {} : { options: { version } }) });
  const { answer } = await exactCall(postern, "/v1/secrets/batch", { method: "POST", body, isRead: true });
  const members = (key: string): ExactObject => objectOr(answer.get(key));
  const [secrets, errors] = [members("secrets"), members("errors")];
  return new Map(paths.map((path) => [path, secretIn(secrets.get(path)) ?? refusalIn(errors.get(path))]));
}

/** What is too large for an answer to many. Throws PosternError. */
export async function readExactlyOne(
  postern: Server,
  address: `/${string}`,
  version: number | null,
): Promise<ReadSecret> {
  const { answer, response } = await exactCall(postern, `${address}${version === null ? "" : `?version=${version}`}`);
  const found = secretIn(answer);
  if (found) return found;
  throw badAnswer(response, "the answer is no secret");
}

const objectOr = (value: Exact | undefined): ExactObject => (isExactObject(value) ? value : new Map());
const textOf = (value: Exact): string => (typeof value === "string" ? value : exactText(value));

function secretIn(value: Exact | undefined): ReadSecret | undefined {
  if (!isExactObject(value)) return undefined;
  const data = value.get("data");
  const version = Number(exactText(value.get("version") ?? null));
  if (!isExactObject(data) || !Number.isSafeInteger(version)) return undefined;
  return { version, data: Object.fromEntries([...data].map(([field, item]) => [field, textOf(item)])) };
}

function refusalIn(value: Exact | undefined): Refused {
  const said = objectOr(value);
  const [code, message] = [said.get("code"), said.get("message")];
  if (typeof code === "string" && typeof message === "string") return { code, message };
  return { code: "bad_answer", message: "The server says nothing of it." };
}
