import { fillRoute } from "../../library/calls/address.ts";
import { badAnswer } from "../../library/calls/faults.ts";
import type { Postern } from "../../library/postern.ts";
import { exactCall, memberOf } from "../session/exact-call.ts";
import { type Exact, type ExactObject, exactText, isExactObject, parseExact } from "../text/exact-json.ts";
import { isAddressOfRoute } from "../text/secret-path.ts";

/** Secrets with the digits of their numbers: the library gives them as doubles, and what is put back would be another value. */

const ONE = "v1/secrets/{path}";

export interface ExactSecret {
  readonly version: number;
  readonly data: ExactObject;
  /** All of the answer, `data` too. */
  readonly answer: ExactObject;
}

/** Which version must be there for a change to be made: a number, none at all, or any (null). */
export type Condition = number | "absent" | null;

/** Throws PosternError `secret_not_found`, `version_not_found`, `secret_expired`. `version` null: the current one. */
export async function readSecret(postern: Postern, path: string, version: number | null): Promise<ExactSecret> {
  // Clients of Vault may write to such a path, and the API reads it by a batch alone.
  if (isAddressOfRoute(path)) return await readByBatch(postern, path, version);
  const query = version === null ? "" : `?version=${version}`;
  const { answer, response } = await exactCall(postern, `/${fillRoute(ONE, { path })}${query}`, {});
  return secretIn(answer, response);
}

async function readByBatch(postern: Postern, path: string, version: number | null): Promise<ExactSecret> {
  const body = JSON.stringify({
    paths: [path],
    options: { fail_fast: true, ...(version === null ? {} : { version }) },
  });
  const { answer, response } = await exactCall(postern, "/v1/secrets/batch", { method: "POST", isRead: true, body });
  const secret = memberOf(answer.get("secrets"), path);
  if (isExactObject(secret)) return secretIn(new Map([["path", path], ...secret]), response);
  throw badAnswer(response, "the answer is no secret");
}

function secretIn(answer: ExactObject, response: Response): ExactSecret {
  const data = answer.get("data");
  const version = Number(exactText(answer.get("version") ?? null));
  if (isExactObject(data) && Number.isSafeInteger(version)) return { version, data, answer };
  throw badAnswer(response, "the answer is no secret");
}

/** A new version, of a new secret too. `labels`: all of the body but the value. Throws PosternError `version_conflict`, `secret_exists`. */
export async function putSecret(
  postern: Postern,
  path: string,
  { data, labels, condition }: { readonly data: ExactObject; readonly labels: object; readonly condition: Condition },
): Promise<ExactObject> {
  const init = { method: "PUT", headers: headersOf(condition), body: bodyOf(labels, "data", data) };
  return (await exactCall(postern, `/${fillRoute(ONE, { path })}`, init)).answer;
}

/** `value` null: the server makes it. Throws PosternError. */
export async function rotateSecret(
  postern: Postern,
  path: string,
  {
    value,
    rest,
    condition,
  }: { readonly value: ExactObject | null; readonly rest: object; readonly condition: Condition },
): Promise<ExactObject> {
  const init = { method: "POST", headers: headersOf(condition), body: bodyOf(rest, "new_value", value) };
  return (await exactCall(postern, `/${fillRoute(`${ONE}/rotate`, { path })}`, init)).answer;
}

const headersOf = (condition: Condition): Record<string, string> => ({
  ...(condition === "absent" ? { "If-None-Match": "*" } : condition === null ? {} : { "If-Match": `"${condition}"` }),
});

function bodyOf(rest: object, key: string, value: ExactObject | null): string {
  const body = new Map<string, Exact>(value === null ? [] : [[key, value]]);
  for (const [name, item] of Object.entries(rest)) body.set(name, parseExact(JSON.stringify(item)));
  return exactText(body);
}
