import { AppError, type Failure } from "../../../errors";
import type { VaultAnswer } from "../../answer";
import { inputFault } from "../../fault";
import type { VaultRequest } from "../../request";

/** Which token a request means, and what is told where it is not there. The accessor of a token is its id. */

export const TOKEN = { mountType: "token" } as const;

/** Empty where none is named. Throws AppError access_denied for what is no text. */
export function tokenIn({ fields }: VaultRequest): string {
  const given = fields.raw("token")?.value ?? (fields.has("token") ? null : "");
  if (typeof given !== "string") throw new AppError({ code: "access_denied", message: "invalid token" });
  return given;
}
/** Without a name, or by its own: the caller's token, on which it needs no right. */
export const isOwn = (request: VaultRequest): boolean => ["", request.token].includes(tokenIn(request));
export const own = (): Record<never, never> => ({});

export function requiredTokenIn(request: VaultRequest): string {
  const token = tokenIn(request);
  if (token === "") throw inputFault("missing token ID");
  return token;
}

export function accessorIn({ fields }: VaultRequest): string {
  const accessor = fields.text("accessor") ?? "";
  if (accessor === "") throw inputFault("1 error occurred:\n\t* missing accessor\n\n");
  return accessor;
}

/** Answers a token that is not there, or throws what else is told of it. */
export const whereMissing =
  (answer: () => VaultAnswer) =>
  ({ code }: Failure): VaultAnswer | undefined =>
    code === "token_not_found" ? answer() : undefined;

const CUT = "TTL exceeded what is allowed; TTL value is capped accordingly";
export const cutWarning = (isCut: boolean): readonly string[] => (isCut ? [CUT] : []);
