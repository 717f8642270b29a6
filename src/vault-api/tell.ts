import type { Caller } from "../client/run-operation";
import { answerOf, type MountType, type VaultAnswer } from "./answer";
import type { VaultRequest } from "./request";

/** The answer, as the client gets it. */
export async function tell(
  { mountType }: { readonly mountType: MountType },
  _caller: Caller,
  { c, warnings }: VaultRequest,
  answer: VaultAnswer,
): Promise<Response> {
  const told = {
    ...answer,
    warnings: [...(answer.warnings ?? []), ...warnings],
    requestId: c.var.requestId,
    mountType,
  };
  return answerOf(c, told);
}
