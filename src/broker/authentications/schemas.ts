import { z } from "@hono/zod-openapi";
import { addFault, word } from "../../http/faults";
import { cursor, queryInteger, Timestamp } from "../../http/fields";
import { MAX_PAGE_SIZE } from "../../kernel/page";
import { cdpUrl, session } from "../browsers/schemas";
import { asksForValue } from "./selector";
import { MODES, STATUSES } from "./words";

// --- what a run and a look at a page take ---

const text = (max: number) => z.string().min(1).max(max);

const browserId = z
  .string()
  .openapi({ description: "The `id` of a registered browser.", example: "01a226f6-b867-7608-bcc3-d4aca577b38c" });
/** What agents may name: who brings a socket of one's own can read what goes through it. */
export const RegisteredBrowser = z
  .strictObject({ browserId, session: session.optional() })
  .openapi("RegisteredBrowser");
const Browser = z.union([RegisteredBrowser, z.strictObject({ cdpUrl }).openapi("OwnSocket")]).openapi("BrowserChoice", {
  description: "A registered browser, or a socket of one's own, which takes the scope `credentials:use` as well.",
});

const Target = z
  .union([
    z.strictObject({ targetId: text(128) }).openapi("PageById"),
    z.strictObject({ urlPrefix: text(2048) }).openapi("PageByAddress"),
  ])
  .openapi("PageChoice", { description: "Which page; absent: the only one." });

const selector = text(500).refine((css) => !asksForValue(css), word("unsupported"));
const Selectors = z
  .strictObject({
    username: selector.optional(),
    password: selector.optional(),
    totp: selector.optional(),
    submit: selector.optional(),
  })
  .openapi("LoginSelectors", {
    description:
      "CSS, tried instead of detection; every check holds for what they name. None may ask for an attribute `value`, but of a button named by its type alone.",
  });

const DEFAULT_SUCCESS_MS = 15_000;
const Success = z
  .strictObject({
    urlPattern: text(2048).optional().openapi({
      description: "The whole URL; `*` is any run of characters.",
      example: "https://portal.example.net/home*",
    }),
    selector: selector.optional(),
    timeoutMs: z.int().min(1000).max(60_000).optional().openapi({ default: DEFAULT_SUCCESS_MS }),
  })
  .optional()
  .openapi({
    description:
      "By what the sign-in is known to have worked; with both of the first two keys, both must hold. With the mode `prompt_user` it is required, with one of them.",
  });

const MIN_PAUSE_MS = 1000;
export const waitMs = z.int().min(0).max(60_000);
/** A page, and where on it. */
export const describeFields = { target: Target.optional(), selectors: Selectors.optional() };
/** All of a run but its browser. */
export const authenticateFields = {
  target: describeFields.target,
  mode: z.enum(MODES).optional().openapi({ default: "wire" }),
  allowFallback: z
    .boolean()
    .optional()
    .openapi({ default: false, description: "By `fill` where `wire` proves impossible. Only with the mode `wire`." }),
  selectors: describeFields.selectors,
  submit: z.boolean().optional().openapi({ default: true, description: "`false` only with the mode `fill`." }),
  success: Success,
  waitMs: waitMs.optional().openapi({ default: 30_000 }),
  pauseTimeoutMs: z.int().min(0).max(600_000).optional().openapi({
    default: 0,
    description: "How long a person may take. With the mode `prompt_user` it is required, and 1000 or more.",
  }),
};
type Wish = z.output<z.ZodObject<typeof authenticateFields>>;

export function checkWish(
  { mode = "wire", submit = true, allowFallback = false, success, pauseTimeoutMs }: Wish,
  ctx: z.RefinementCtx,
): void {
  if (!submit && mode !== "fill") addFault(ctx, "unsupported", ["submit"]);
  if (allowFallback && mode !== "wire") addFault(ctx, "unsupported", ["allowFallback"]);
  if (mode !== "prompt_user") return;
  if (success?.urlPattern === undefined && success?.selector === undefined) addFault(ctx, "required", ["success"]);
  if (pauseTimeoutMs === undefined) addFault(ctx, "required", ["pauseTimeoutMs"]);
  else if (pauseTimeoutMs < MIN_PAUSE_MS) addFault(ctx, "range", ["pauseTimeoutMs"]);
}

export const AuthenticateBody = z
  .strictObject({ browser: Browser, ...authenticateFields })
  .superRefine(checkWish)
  .openapi("Authenticate");

export const DescribeBody = z.strictObject({ browser: Browser, ...describeFields }).openapi("DescribeLogin");

/** How long a call waits for a run, in milliseconds, where it does not say. */
export const DEFAULT_WAIT_MS = 30_000;

/** With what is absent as it counts. */
export const wishFrom = ({ target, mode, allowFallback, selectors, submit, success, pauseTimeoutMs }: Wish) => ({
  mode: mode ?? "wire",
  allowFallback: allowFallback ?? false,
  target: target ?? {},
  selectors: selectors ?? {},
  submit: submit ?? true,
  success: { ...success, timeoutMs: success?.timeoutMs ?? DEFAULT_SUCCESS_MS },
  pauseTimeoutMs: pauseTimeoutMs ?? 0,
});

export const browserFrom = (browser: z.output<typeof Browser>) =>
  "cdpUrl" in browser ? browser : { browserId: browser.browserId, session: browser.session ?? null };

export const waitQuery = z.strictObject({ waitMs: queryInteger(0, 60_000).optional() });
export const runsQuery = z.strictObject({
  credentialId: z.string().optional().openapi({ format: "uuid" }),
  limit: queryInteger(1, MAX_PAGE_SIZE).optional(),
  cursor: cursor.optional(),
});

// --- answers ---

export const Authentication = z
  .strictObject({
    id: z.string().openapi({ format: "uuid" }),
    credentialId: z.string().openapi({ format: "uuid" }),
    status: z.enum(STATUSES),
    verdict: z
      .enum(["signed_in", "already_signed_in", "still_on_form", "otp_required", "challenge", "unknown_after_submit"])
      .nullable(),
    mode: z.enum(MODES),
    host: z.string().nullable(),
    matchedPattern: z.string().nullable(),
    steps: z.array(
      z.strictObject({
        step: z.enum(["username", "password", "totp", "submit"]),
        outcome: z.enum(["filled", "substituted", "sent"]),
      }),
    ),
    usedTotp: z.boolean(),
    vaultVersion: z.int().nullable(),
    code: z.string().nullable().openapi({ description: "Why it did not work; null where it did." }),
    details: z.record(z.string(), z.unknown()).optional().openapi({ description: "Only where there is more to say." }),
    startedAt: Timestamp,
    endedAt: Timestamp.nullable(),
    durationMs: z.int().nullable(),
  })
  .openapi("Authentication");

export const LoginDescription = z
  .strictObject({
    host: z.string().nullable(),
    allowed: z.boolean(),
    matchedPattern: z.string().nullable(),
    form: z
      .strictObject({
        kind: z.enum(["login", "username_step", "code", "registration", "change"]),
        fields: z.array(
          z.strictObject({
            role: z.enum(["username", "password", "totp"]),
            selector: z.string(),
            label: z.string(),
            frameHost: z.string().nullable(),
          }),
        ),
        submit: z.strictObject({ selector: z.string(), label: z.string() }).nullable(),
      })
      .nullable(),
    refusal: z.string().nullable().openapi({ description: "The code with which a run would end here." }),
    details: z.record(z.string(), z.unknown()).optional().openapi({
      description:
        "As a run has them, where no page was reached and there is more to say. Of several pages, or none that fits: `targets`, id and host of each.",
    }),
  })
  .openapi("LoginDescription");
