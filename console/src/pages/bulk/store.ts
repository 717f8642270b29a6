import {
  type Exact,
  exactText,
  isExactObject,
  parseExact,
} from "../../../../packages/client/src/cli/text/exact-json.ts";
import { api, asked } from "../../api/client.ts";
import type { Planned, There } from "./plan.ts";

const BATCH = 100;

/** What is at these paths now. Each value that is there is read, and so is a row of the log. Throws ApiError. */
export async function readAll(
  paths: readonly string[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, There>> {
  const found = new Map<string, There>();
  for (let at = 0; at < paths.length; at += BATCH) {
    const body = { paths: paths.slice(at, at + BATCH) };
    // As text: the numbers of a value keep their digits.
    const text = await asked(api.POST("/v1/secrets/batch", { body, parseAs: "text", signal }));
    for (const [path, there] of heldIn(String(text)))
      found.set(path, isTooLarge(there) ? await readOne(path, signal) : there);
    onProgress(Math.min(at + BATCH, paths.length));
  }
  return found;
}

/** One answer holds only so much of values; what was left out is asked for by itself. */
const isTooLarge = (there: There): boolean =>
  there !== undefined && "code" in there && there.code === "payload_too_large";

async function readOne(path: string, signal: AbortSignal): Promise<There> {
  const text = await asked(api.GET("/v1/secrets/{path}", { params: { path: { path } }, parseAs: "text", signal }));
  return thereOf(parseExact(String(text)));
}

/** What an answer to a batch says of each path. Pure. */
export function heldIn(answer: string): ReadonlyMap<string, There> {
  const found = new Map<string, There>();
  const parsed = parseExact(answer);
  for (const [path, secret] of membersOf(parsed, "secrets")) found.set(path, thereOf(secret));
  for (const [path, error] of membersOf(parsed, "errors")) {
    const code = isExactObject(error) ? String(error.get("code")) : "unknown";
    if (code !== "secret_not_found") found.set(path, { code });
  }
  return found;
}

function thereOf(secret: Exact): There {
  const of = (key: string): string => exactText((isExactObject(secret) ? secret.get(key) : undefined) ?? null);
  return { data: of("data"), version: Number(of("version")) };
}

const membersOf = (value: Exact, key: string): ReadonlyMap<string, Exact> => {
  const found = isExactObject(value) ? value.get(key) : undefined;
  return isExactObject(found) ? found : new Map();
};

/** Writes what was planned, if what was seen is still there. Throws ApiError. */
export async function write({ path, data, after }: Planned, signal: AbortSignal): Promise<void> {
  await asked(
    api.PUT("/v1/secrets/{path}", {
      params: { path: { path }, header: after === 0 ? { "If-None-Match": "*" } : { "If-Match": `"${after}"` } },
      body: { data: {} },
      // The text is made here, so that no digit of a number is lost on the way.
      bodySerializer: () => `{"data":${data}}`,
      signal,
    }),
  );
}
