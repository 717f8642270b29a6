import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { safeToEcho } from "../crypto/token";
import { AppError, type Failure } from "../errors";
import type { AppEnv } from "../http/app-env";
import { ask } from "../http/ask";
import { IncomingBody, UNADMITTED_BYTES } from "../http/body";
import type { Callable } from "../kernel/operation";
import { answerOf, type MountType, type VaultAnswer } from "./answer";
import { VAULT_DIALECT } from "./dialect";
import type { Fields } from "./fields";
import { bodyFields, queryFields, requireMergePatch, type VaultRequest, type Verb } from "./request";

interface Spec<I, O> {
  readonly verbs: readonly Verb[];
  /** Below the address of the interface: `secret/data/{path}`. `{path}` takes all segments that are left, also none. */
  readonly path: string;
  readonly mountType: MountType;
  /** A function: which one, by what is asked. A request that can't be understood is taken for one that gives nothing. */
  readonly operation: Callable<I, O> | ((request: VaultRequest) => Callable<I, O>);
  /** What it knows of the body or the address. All else is told in a warning. */
  readonly fields?: readonly string[];
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

/** As everywhere, a fault of the input is told only after the object has let the caller pass, and a long body waits for that. */
export const vaultRoute = <I, O>(spec: Spec<I, O>): VaultRoute => ({
  verbs: spec.verbs,
  path: spec.path,
  async handle(c, verb, params) {
    const known = VAULT_DIALECT.callerOf(c);
    if (!known.ok) throw new AppError(known.error);
    const arrival = await arrived(spec, c, verb, params, known.value);
    const value = await asked(spec, c, arrival);
    const { request } = arrival;
    if ("failed" in value) return answerOf(c, told(spec, request, value.failed));
    return answerOf(c, told(spec, request, spec.respond(value.value, request)));
  },
});

const operationFor = <I, O>({ operation }: Spec<I, O>, request: VaultRequest): Callable<I, O> =>
  typeof operation === "function" ? operation(request) : operation;

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
  const empty: VaultRequest = { c, verb, params, token: caller.token, fields: NONE, warnings: [] };
  const hasBody = verb === "write" || verb === "patch";
  const body = hasBody ? new IncomingBody(c.req.raw, MAX_BODY_BYTES) : undefined;
  const isLong = body !== undefined && !(await body.endsWithin(UNADMITTED_BYTES));
  if (isLong) await ask(c, caller, operationFor(spec, empty), undefined);
  const admitted = isLong ? { ...caller, isCounted: true } : caller;
  try {
    if (verb === "patch") requireMergePatch(c.req.header("content-type"));
    const fields = body ? await bodyFields(body) : queryFields(c.req.url);
    const request = { ...empty, fields, warnings: warningsOf(fields, spec.fields ?? [], params) };
    return { caller: admitted, request, input: spec.input(request), fault: undefined };
  } catch (e) {
    if (!(e instanceof AppError)) throw e;
    if (isLong) throw e;
    return { caller: admitted, request: empty, input: undefined, fault: e };
  }
}

type Asked<O> = { readonly value: O } | { readonly failed: VaultAnswer };

async function asked<I, O>(spec: Spec<I, O>, c: Context<AppEnv>, arrival: Arrival<I>): Promise<Asked<O>> {
  const { caller, request, input, fault } = arrival;
  try {
    const value = await ask(c, caller, operationFor(spec, request), input);
    if (fault) throw fault;
    return { value };
  } catch (e) {
    const failed = e instanceof AppError ? spec.failed?.(e.failure, request) : undefined;
    if (!failed) throw e;
    return { failed };
  }
}

const told = <I, O>({ mountType }: Spec<I, O>, { c, warnings }: VaultRequest, answer: VaultAnswer) => ({
  ...answer,
  warnings: [...(answer.warnings ?? []), ...warnings],
  requestId: c.var.requestId,
  mountType,
});

const NONE: Fields = queryFields("https://none/");

/** Names of what is ignored, as far as they can be repeated. */
function warningsOf(fields: Fields, known: readonly string[], params: VaultRequest["params"]): string[] {
  const names = fields.names().filter((name) => !known.includes(name));
  const replaced = names.filter((name) => Object.hasOwn(params, name)).map(safeToEcho);
  const ignored = names.filter((name) => !Object.hasOwn(params, name)).map(safeToEcho);
  return [
    ...(ignored.length > 0 ? [`Endpoint ignored these unrecognized parameters: [${ignored.join(" ")}]`] : []),
    ...(replaced.length > 0
      ? [
          `Endpoint replaced the value of these parameters with the values captured from the endpoint's path: [${replaced.join(" ")}]`,
        ]
      : []),
  ];
}
