import { z } from "@hono/zod-openapi";
import { MAX_PATH_LENGTH, pathFault } from "../kernel/secret-path";
import { addFault, codedIssue } from "./faults";

/** The path of a secret, as a request names it. */
export const secretPath = z
  .string()
  .superRefine((path, ctx) => {
    const reason = pathFault(path);
    if (reason) addFault(ctx, codedIssue("invalid_path", reason));
  })
  .openapi({ pattern: "^[a-z0-9_-]+(/[a-z0-9_-]+){0,9}$", maxLength: MAX_PATH_LENGTH, example: "shop/db/login" });
export const PathParams = z.object({ path: secretPath });
