import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { AppError, type ErrorCode, type Failure } from "../errors";
import type { Callable, Requirements } from "../kernel/operation";
import type { Precondition } from "../kernel/precondition";
import type { Proof } from "../kernel/proof";
import type { AppEnv, Dialect } from "./app-env";
import { ask } from "./ask";
import { IncomingBody, type JsonBody, readJsonObject, UNADMITTED_BYTES } from "./body";
import { strangerOf } from "./caller";
import { type Fault, failureFrom, faultsOf } from "./faults";
import { FORM_TYPE, isForm, readForm } from "./form";
import { readIdempotencyKey } from "./idempotency";
import { type PreconditionHeader, readPrecondition } from "./preconditions";
import { parseQuery } from "./query";

/** A body schema by status; null: no body, or one of the `media` types and not JSON. */
export type Answers = {
  readonly [status: number]: {
    readonly description: string;
    readonly schema: z.ZodType | null;
    readonly media?: readonly string[];
  };
};

interface Spec<I, O, P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly operation: Callable<I, O>;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** As documented: `/credentials/{id}`. `{path}` takes several segments. */
  readonly path: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  /** Query parameters that may be repeated; they arrive as lists. */
  readonly repeatable?: readonly string[];
  readonly body?: B;
  /** No body at all means `{}`. */
  readonly bodyOptional?: true;
  /**
   * The body may be a form as well: `application/x-www-form-urlencoded`. The name that the form has in the document: with one name for
   * both, a generated client can not tell which of them its caller means.
   */
  readonly form?: string;
  /** The code of faults in its fields, where that is not the dialect's. */
  readonly fieldFault?: Dialect["fieldFault"];
  readonly maxBodyBytes?: number;
  /** Keys of the body whose values are kept as the text that was sent: their schemas get an `ExactJson`. */
  readonly exact?: readonly string[];
  /** Keys of the record that this body may not name: `immutable` instead of `unknown`. */
  readonly immutable?: readonly string[];
  /** Precondition headers that count here. */
  readonly preconditions?: readonly PreconditionHeader[];
  /** `Idempotency-Key` counts here; any other endpoint ignores it. */
  readonly idempotent?: true;
  readonly answers: Answers;
  /** Codes besides those that every endpoint can give. */
  readonly errors: readonly ErrorCode[];
  /** A login: the body says who calls, and no header is looked at. Throws AppError, also where nobody could be meant by that. */
  proof?(parts: Parts<P, Q, B>, c: Context<AppEnv>): Shown | Promise<Shown>;
  input(parts: Parts<P, Q, B>): NoInfer<I>;
  respond(value: NoInfer<O>, c: Context<AppEnv>, asked: Asked<P, Q, B>): Response | Promise<Response>;
}
interface Shown {
  /** The space whose object is to judge it. */
  readonly home: string;
  readonly proof: Proof;
}
/** What a request says, as its schemas give it. */
interface Parts<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly precondition: Precondition;
  /** Null: none was given, or it does not count here. */
  readonly idempotencyKey: string | null;
}
/** The request that an answer is for, once its operation has let it through. */
interface Asked<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> extends Parts<P, Q, B> {
  readonly caller: Caller;
}

/** A route of the API as data: what the document says of it, and its handler. It reaches nothing but its one operation. */
export interface Endpoint
  extends Omit<Spec<never, unknown, z.ZodObject, z.ZodObject, z.ZodType>, "operation" | "input" | "respond" | "proof"> {
  readonly operation: Requirements;
  /** `params`: what the path says, where the router does not know. */
  handle(c: Context<AppEnv>, dialect: Dialect, params?: Readonly<Record<string, string>>): Promise<Response>;
}

export interface EndpointWithVariants<I, O> extends Endpoint {
  /** The same request and answer with another operation behind it, at another address. */
  variant(operation: Callable<I, O>, changes: VariantChanges<O>): Endpoint;
}
type VariantChanges<O> = Pick<Endpoint, "path" | "summary" | "errors"> & {
  readonly answers?: Answers;
  readonly respond?: (value: O, c: Context<AppEnv>) => Response | Promise<Response>;
};

type None = z.ZodObject<Record<never, never>>;

/**
 * Checks come in the order of the conventions: the input is parsed first, because that needs no storage, but its fault is
 * told only after the object has let the caller pass: a stranger gets 401 and not a lesson in the schema.
 *
 * Parsing costs, so a long body waits: the object is first asked about the caller alone, counts the request then, and is asked
 * again with the input. Most bodies are short, and take one hop.
 */
export function endpoint<I, O, P extends z.ZodObject = None, Q extends z.ZodObject = None, B extends z.ZodType = None>(
  spec: Spec<I, O, P, Q, B>,
): EndpointWithVariants<I, O> {
  const { input: _, proof: __, respond, ...described } = spec;
  return {
    ...described,
    async handle(c, dialect, params = c.req.param()) {
      c.set("dialect", dialect);
      if (spec.proof) return await answerLogin(spec, spec.proof, c, dialect, params);
      const caller = await dialect.callerOf(c);
      if (!caller.ok) throw new AppError(caller.error);
      const body = spec.body && new IncomingBody(c.req.raw, spec.maxBodyBytes);
      const isLong = body !== undefined && !(await body.endsWithin(UNADMITTED_BYTES));
      if (isLong) await ask(c, { ...caller.value, path: pathIn(spec, params) }, spec.operation, undefined);
      const parsed = await parseInput(spec, c, dialect, params, body);
      if (isLong && !parsed.ok) throw new AppError(parsed.error);
      const known = isLong ? { ...caller.value, isCounted: true } : caller.value;
      const value = await ask(c, known, spec.operation, parsed.ok ? parsed.value.input : undefined);
      if (!parsed.ok) throw new AppError(parsed.error);
      return await respond(value, c, { ...parsed.value.parts, caller: caller.value });
    },
    variant: (operation, changes) => endpoint<I, O, P, Q, B>({ ...spec, ...changes, operation }),
  };
}

/** Faults of the form are told at once: there is nobody to be let pass first. */
async function answerLogin<I, O, P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  spec: Spec<I, O, P, Q, B>,
  proofOf: NonNullable<Spec<I, O, P, Q, B>["proof"]>,
  c: Context<AppEnv>,
  dialect: Dialect,
  params: Readonly<Record<string, string>>,
): Promise<Response> {
  const body = spec.body && new IncomingBody(c.req.raw, spec.maxBodyBytes);
  const parsed = await parseInput(spec, c, dialect, params, body);
  if (!parsed.ok) throw new AppError(parsed.error);
  const { parts, input } = parsed.value;
  const { home, proof } = await proofOf(parts, c);
  const caller = strangerOf(c, home, proof);
  return await spec.respond(await ask(c, caller, spec.operation, input), c, { ...parts, caller });
}

/** The secret path of an address, if it has one and it is valid. */
function pathIn({ params }: { params?: z.ZodObject }, named: Readonly<Record<string, string>>): string | null {
  const path = params?.safeParse(named).data?.path;
  return typeof path === "string" ? path : null;
}

type Parsed<T> = { ok: true; value: T } | { ok: false; error: Failure };

async function parseInput<I, O, P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  spec: Spec<I, O, P, Q, B>,
  c: Context<AppEnv>,
  dialect: Dialect,
  named: Readonly<Record<string, string>>,
  sent: IncomingBody | undefined,
): Promise<Parsed<{ parts: Parts<P, Q, B>; input: I }>> {
  const faults: Fault[] = [];
  const read = <S extends z.ZodType>(
    schema: S,
    input: unknown,
    immutable?: readonly string[],
  ): z.output<S> | undefined => {
    const result = schema.safeParse(input);
    if (result.success) return result.data;
    // One by one: a body can have more faults than a call can have arguments.
    for (const fault of faultsOf(result.error, input, immutable)) faults.push(fault);
    return undefined;
  };
  try {
    // The body's form (413, 415, 400) comes before every fault of a field.
    const raw = await readBody(spec, sent, c.req.header("content-type") ?? null);
    const precondition = readPrecondition(c.req.raw.headers, spec.preconditions ?? []);
    const idempotencyKey = spec.idempotent ? readIdempotencyKey(c.req.raw.headers) : null;
    const search = parseQuery(c.req.url, spec.repeatable ?? []);
    faults.push(...search.faults);
    const params = (spec.params ? read(spec.params, named) : {}) as z.output<P>;
    const asked = spec.query ?? (isEmpty(search.values) ? undefined : NO_QUERY);
    const query = (asked ? read(asked, search.values) : {}) as z.output<Q>;
    faults.push(...raw.faults);
    const body = (spec.body ? read(spec.body, raw.value, spec.immutable) : {}) as z.output<B>;
    const error = failureFrom(faults, spec.fieldFault ?? dialect.fieldFault);
    if (error) return { ok: false, error };
    const parts = { params, query, body, precondition, idempotencyKey };
    return { ok: true, value: { parts, input: spec.input(parts) } };
  } catch (e) {
    if (e instanceof AppError) return { ok: false, error: e.failure };
    throw e;
  }
}

function readBody(
  { form, bodyOptional, exact }: Pick<Endpoint, "form" | "bodyOptional" | "exact">,
  sent: IncomingBody | undefined,
  type: string | null,
): JsonBody | Promise<JsonBody> {
  if (!sent) return NO_BODY;
  if (form && isForm(type)) return readForm(sent);
  return readJsonObject(sent, type, { optional: bodyOptional, exact, expected: form ? FORM_TYPE : undefined });
}

const isEmpty = (values: object): boolean => Object.keys(values).length === 0;
const NO_BODY: JsonBody = { value: {}, faults: [] };
const NO_QUERY = z.strictObject({});

/** Scope and rate category as the document shows them. */
export const describeTerms = ({ scope, category, allowsOwnToken, login }: Requirements): string => {
  const named =
    scope === null ? "Any live token." : `Scope \`${scope}\`${allowsOwnToken ? ", or the token itself" : ""}.`;
  return `${login ? "No token." : named} Rate category \`${category}\`.`;
};
