import { z } from "@hono/zod-openapi";
import { beginAuthentication } from "../../broker/authentications/begin";
import { follow, startRun } from "../../broker/authentications/follow";
import { cancelAuthentication, readAuthentication } from "../../broker/authentications/operations";
import { presentRun } from "../../broker/authentications/present";
import type { RunView } from "../../broker/authentications/run";
import {
  Authentication,
  authenticateFields,
  browserFrom,
  checkWish,
  DEFAULT_WAIT_MS,
  RegisteredBrowser,
  waitMs,
  wishFrom,
} from "../../broker/authentications/schemas";
import { idParams } from "../../broker/schemas";
import { word } from "../../http/faults";
import { idempotencyKeyIn } from "../../http/idempotency";
import { pageDetails } from "../page-text";
import { explainRun } from "../run-advice";
import { tool } from "../tool";

const { id } = idParams.shape;

/** What a browser told about its pages stands in `details`, and is treated as theirs. */
const Run = z.strictObject({ ...Authentication.shape, details: z.record(z.string(), z.unknown()).optional() });

function present(run: RunView): z.input<typeof Run> {
  const { details = {}, ...rest } = presentRun(run);
  const told = Object.keys(details).length > 0 ? { details: pageDetails(details) } : {};
  return { ...rest, ...told };
}

export const authenticateTool = tool({
  operation: beginAuthentication,
  name: "authenticate",
  title: "Sign in",
  description:
    "Signs in on the page that is open in a registered browser, with a credential. Open the login page first. Postern asks the browser where it is, reads the password from the vault, sends the form, and types the one-time code where there is one; none of these is ever shown to you. The answer says what came of it: `status` authenticated, or failed with a `code`. After two refusals by the site the credential rests for a while, because sites lock accounts: do not repeat a failed sign-in without a reason.",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  args: z
    .strictObject({
      credentialId: id,
      browser: RegisteredBrowser,
      ...authenticateFields,
      idempotencyKey: z
        .string()
        .refine((text) => idempotencyKeyIn(text) !== undefined, word("format"))
        .optional()
        .openapi({ description: "The same key and arguments give the same sign-in, for a day." }),
    })
    .superRefine(checkWish),
  result: Run,
  input: ({ credentialId, browser, idempotencyKey, ...body }) => ({
    id: credentialId,
    browser: browserFrom(browser),
    wish: wishFrom(body),
    key: (idempotencyKey && idempotencyKeyIn(idempotencyKey)) ?? null,
  }),
  present: async (begun, { args, env, caller }) =>
    present(await startRun(env, caller, begun, args.waitMs ?? DEFAULT_WAIT_MS)),
  explain: explainRun,
});

export const getAuthenticationTool = tool({
  operation: readAuthentication,
  name: "get_authentication",
  title: "Look at a sign-in",
  description:
    "Tells how a sign-in stands that `authenticate` began. With `waitMs` it waits that long for its end. It shows no user name, no password and no code.",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  args: z.strictObject({ authenticationId: id, waitMs: waitMs.optional() }),
  result: Run,
  input: ({ authenticationId }) => ({ id: authenticationId }),
  present: async (run, { args, env }) => present(await follow(env, run, args.waitMs ?? 0)),
  explain: explainRun,
});

export const cancelAuthenticationTool = tool({
  operation: cancelAuthentication,
  name: "cancel_authentication",
  title: "Cancel a sign-in",
  description:
    "Ends a sign-in that is under way, and wipes what it filled and did not send. What was sent to the site already is not taken back. One that has ended stays as it is.",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  args: z.strictObject({ authenticationId: id }),
  result: Run,
  input: ({ authenticationId }) => ({ id: authenticationId }),
  present,
  explain: explainRun,
});
