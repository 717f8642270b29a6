import { z } from "@hono/zod-openapi";
import { addressFault, MAX_PATH_LENGTH, PATH_PATTERN, pathFault, textFault } from "../kernel/secret-path";
import type { ReasonWord } from "../reason-words";
import { addFault, codedIssue, word } from "./faults";

const pathBy = (faultOf: (path: string) => ReasonWord | undefined) =>
  z
    .string()
    .superRefine((path, ctx) => {
      const reason = faultOf(path);
      if (reason) addFault(ctx, codedIssue("invalid_path", reason));
    })
    .openapi({ pattern: PATH_PATTERN, maxLength: MAX_PATH_LENGTH, example: "shop/db/login" });

/** The path of a secret, as a request names it. */
export const secretPath = pathBy(pathFault);
export const PathParams = z.object({ path: secretPath });

/** As it stands in an address below the store's, where some words are routes. */
export const AddressParams = z.object({ path: pathBy(addressFault) });

/** The beginning of paths, by which lists are narrowed. */
export const pathPrefix = z.string().superRefine((text, ctx) => {
  const fault = text.length > MAX_PATH_LENGTH ? word("too_long") : textFault(text);
  if (fault) addFault(ctx, fault);
});
