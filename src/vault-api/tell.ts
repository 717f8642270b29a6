import type { Caller } from "../client/run-operation";
import { answerOf, type MountType, textToKeep, type VaultAnswer } from "./answer";
import { jsonAnswer } from "./dialect";
import type { VaultRequest } from "./request";
import { wrapped } from "./wrap";

/** The answer, as the client gets it: kept for later where it asks for that, unless there is nothing to keep. */
export async function tell(
  { mountType }: { readonly mountType: MountType },
  caller: Caller,
  request: VaultRequest,
  answer: VaultAnswer,
): Promise<Response> {
  const { c, warnings, wrapTtlMs } = request;
  const told = {
    ...answer,
    warnings: [...(answer.warnings ?? []), ...warnings],
    requestId: c.var.requestId,
    mountType,
  };
  const isKept = wrapTtlMs !== null && (told.status ?? 200) === 200 && told.kept === undefined;
  if (!isKept) return answerOf(c, told);
  return jsonAnswer(c, await wrapped(caller, request, { text: textToKeep(told), ttlMs: wrapTtlMs, told }), 200);
}
