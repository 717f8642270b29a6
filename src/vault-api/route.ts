import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { safeToEcho } from "../crypto/token";
import { AppError, type Failure } from "../errors";
import type { AppEnv } from "../http/app-env";
import { ask } from "../http/ask";
import { IncomingBody, UNADMITTED_BYTES } from "../http/body";
import { strangerOf } from "../http/caller";
import type { Callable } from "../kernel/operation";
import type { Proof } from "../kernel/proof";
import type { MountType, VaultAnswer } from "./answer";
import { callerByToken, VAULT_DIALECT } from "./dialect";
import { Fields } from "./fields";
import { bodyFields, queryFields, requireMergePatch, type VaultRequest, type Verb } from "./request";
import { tell } from "./tell";
import { wrapTtlIn } from "./wrap";

interface Spec<I, O> {
  readonly verbs: readonly Verb[];
  /** Below the address of the interface: `secret/data/{path}`. `{path}` takes all segments that are left, also none. */
  readonly path: string;
  readonly mountType: MountType;
  /** A function: which one, by what is asked. A request that can't be understood is taken for one that gives nothing. */
  readonly operation: Callable<I, O> | ((request: VaultRequest) => Callable<I, O>);
  /** What it knows of the body or the address. All else is told in a warning. */
  readonly fields?: readonly string[];
  /** What is given is kept whole, whatever it is called. */
  readonly takesAnyField?: true;
  /** Its answer is about one that is wrapped already, and is given as it is. */
  readonly isNeverWrapped?: true;
  /** Whose token counts where no header has one. */
  bearer?(request: VaultRequest): string | undefined;
  input(request: VaultRequest): NoInfer<I>;
  respond(value: NoInfer<O>, request: VaultRequest): VaultAnswer;
  /** An answer to a failure that has more to tell than a text. */
  failed?(failure: Failure, request: VaultRequest): VaultAnswer | undefined;
}
/** A route of Vault's interface as data. It reaches nothing but its one operation, through the guard. */
export interface VaultRoute extends Pick<Spec<never, unknown>, "verbs" | "path"> {
  handle(c: Context<AppEnv>, verb: Verb, params: Readonly<Record<string, string>>): Promise<Response>;
}

const MAX_BODY_BYTES = 1_179_648;
/** As much is read for somebody who has no token. */
const MAX_LOGIN_BYTES = 4096;

/** As everywhere, a fault of the input is told only after the object has let the caller pass, and a long body waits for that. */
export const vaultRoute = <I, O>(spec: Spec<I, O>): VaultRoute => ({
  verbs: spec.verbs,
  path: spec.path,
  async handle(c, verb, params) {
    const known = await VAULT_DIALECT.callerOf(c);
    if (!known.ok) return await handleBearer(spec, c, { verb, params }, known.error);
    const arrival = await arrived(spec, c, verb, params, known.value);
    return await tell(spec, arrival.caller, arrival.request, await asked(spec, arrival));
  },
});

/** Without a token in a header: the body may name the one that counts. So little is read of it that a stranger can't make work. */
async function handleBearer<I, O>(
  spec: Spec<I, O>,
  c: Context<AppEnv>,
  { verb, params }: Pick<VaultRequest, "verb" | "params">,
  refusal: Failure,
): Promise<Response> {
  if (!spec.bearer || verb !== "write" || refusal.code !== "authentication_required") throw new AppError(refusal);
  const fields = await bodyFields(new IncomingBody(c.req.raw, MAX_LOGIN_BYTES));
  const token = spec.bearer({ c, verb, params, token: "", fields, wrapTtlMs: null, warnings: [] });
  const known = callerByToken(c, token);
  if (!known.ok) throw new AppError(known.error);
  const request = { c, verb, params, token: known.value.token, fields, wrapTtlMs: null, warnings: [] };
  const arrival = { caller: known.value, request, input: spec.input(request), fault: undefined };
  return await tell(spec, known.value, request, await asked(spec, arrival));
}

interface Shown<P extends Proof> {
  /** The space whose object is to judge it. */
  readonly home: string;
  readonly proof: P;
}

/** A login: a proof stands in place of a token. What is wrong with it is told at once: there is nobody yet to be let pass. */
export const vaultLogin = <P extends Proof, O>(
  spec: Omit<Spec<P, O>, "operation" | "verbs" | "input"> & {
    readonly operation: Callable<P, O>;
    /** Of the body; absent: as much as is read for somebody who has no token. */
    readonly maxBytes?: number;
    shown(request: VaultRequest): Shown<P> | Promise<Shown<P>>;
  },
): VaultRoute => ({
  verbs: ["write"],
  path: spec.path,
  async handle(c, verb, params) {
    const fields = await bodyFields(new IncomingBody(c.req.raw, spec.maxBytes ?? MAX_LOGIN_BYTES));
    const warnings = warningsOf(fields, spec, params);
    const wrapTtlMs = wrapTtlIn(c);
    const request = { c, verb, params, token: "", fields, wrapTtlMs, warnings };
    const { home, proof } = await spec.shown(request);
    const stranger = strangerOf(c, home, proof);
    const caller: Caller = { ...stranger, meta: { ...stranger.meta, source: "vault-api" } };
    const whole: Spec<P, O> = { ...spec, verbs: ["write"], input: () => proof };
    return await tell(spec, caller, request, await asked(whole, { caller, request, input: proof, fault: undefined }));
  },
});

interface Arrival<I> {
  readonly caller: Caller;
  readonly request: VaultRequest;
  readonly input: I | undefined;
  readonly fault: AppError | undefined;
}

async function arrived<I, O>(
  spec: Spec<I, O>,
  c: Context<AppEnv>,
  verb: Verb,
  params: VaultRequest["params"],
  caller: Caller,
): Promise<Arrival<I>> {
  const { token } = caller;
  const empty: VaultRequest = { c, verb, params, token, fields: Fields.of({}), wrapTtlMs: null, warnings: [] };
  const hasBody = verb === "write" || verb === "patch";
  const body = hasBody ? new IncomingBody(c.req.raw, MAX_BODY_BYTES) : undefined;
  const isLong = body !== undefined && !(await body.endsWithin(UNADMITTED_BYTES));
  if (isLong) await ask(c, caller, operationFor(spec, empty), undefined);
  const admitted = isLong ? { ...caller, isCounted: true } : caller;
  try {
    if (verb === "patch") requireMergePatch(c.req.header("content-type"));
    const fields = body ? await bodyFields(body) : queryFields(c.req.url);
    const wrapTtlMs = spec.isNeverWrapped ? null : wrapTtlIn(c);
    const request = { ...empty, fields, wrapTtlMs, warnings: warningsOf(fields, spec, params) };
    return { caller: admitted, request, input: spec.input(request), fault: undefined };
  } catch (e) {
    if (!(e instanceof AppError) || isLong) throw e;
    return { caller: admitted, request: empty, input: undefined, fault: e };
  }
}

async function asked<I, O>(spec: Spec<I, O>, { caller, request, input, fault }: Arrival<I>): Promise<VaultAnswer> {
  try {
    const value = await ask(request.c, caller, operationFor(spec, request), input);
    if (fault) throw fault;
    return spec.respond(value, request);
  } catch (e) {
    // What answers a failure of the operation is no answer to a fault of the request.
    const failed = e instanceof AppError && e !== fault ? spec.failed?.(e.failure, request) : undefined;
    if (!failed) throw e;
    return failed;
  }
}

const operationFor = <I, O>({ operation }: Spec<I, O>, request: VaultRequest): Callable<I, O> =>
  typeof operation === "function" ? operation(request) : operation;

/** Names of what is ignored, as far as they can be repeated. */
function warningsOf(
  fields: Fields,
  { fields: known = [], takesAnyField }: Pick<Spec<never, unknown>, "fields" | "takesAnyField">,
  params: VaultRequest["params"],
): string[] {
  if (takesAnyField) return [];
  const names = fields.names().filter((name) => !known.includes(name));
  const replaced = names.filter((name) => Object.hasOwn(params, name)).map(safeToEcho);
  const ignored = names.filter((name) => !Object.hasOwn(params, name)).map(safeToEcho);
  return [
    ...(ignored.length > 0 ? [`Endpoint ignored these unrecognized parameters: [${ignored.join(" ")}]`] : []),
    ...(replaced.length > 0 ? [`${REPLACED}: [${replaced.join(" ")}]`] : []),
  ];
}
const REPLACED = "Endpoint replaced the value of these parameters with the values captured from the endpoint's path";
