import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Caller } from "../client/run-operation";
import { AppError } from "../errors";
import type { AppEnv } from "../http/app-env";
import { ask } from "../http/ask";
import { type Fault, failureFrom, faultsOf } from "../http/faults";
import type { Callable, Requirements } from "../kernel/operation";
import { allVisible } from "./page-text";

/** What a client may think a tool does, for its own rules on whom to ask before it calls one. */
interface Hints {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  /** Reaches what is not Postern's: a browser, and pages in it. */
  readonly openWorldHint: boolean;
}

interface Spec<I, O, A extends z.ZodObject, R extends z.ZodObject> {
  readonly operation: Callable<I, O>;
  readonly name: string;
  readonly title: string;
  /** For the model, in plain words: what it does, and what it does not. */
  readonly description: string;
  readonly hints: Hints;
  readonly args: A;
  /** The arguments have the schema of a query, whose values are texts: numbers and booleans are read as such. */
  readonly asQuery?: true;
  readonly result: R;
  input(args: z.output<A>): NoInfer<I>;
  present(value: NoInfer<O>, asked: Asked<z.output<A>>): z.input<R> | Promise<z.input<R>>;
  /** What a result means, and what to do next, where that is not plain. */
  explain?(result: z.output<R>): string | undefined;
}
interface Asked<A> {
  readonly args: A;
  readonly env: Env;
  readonly caller: Caller;
}

/** A tool as data: what clients are told of it, and its call. It reaches nothing but its one operation. */
export interface Tool
  extends Omit<Spec<never, unknown, z.ZodObject, z.ZodObject>, "operation" | "input" | "present" | "explain"> {
  readonly operation: Requirements;
  /** `faults`: of the arguments, known before. Throws AppError for every refusal, InputFault for what is wrong with the arguments. */
  call(c: Context<AppEnv>, caller: Caller, args: unknown, faults: readonly Fault[]): Promise<ToolResult>;
}
export interface ToolResult {
  readonly structured: object;
  readonly explained: string | undefined;
}

/** The arguments do not fit; told only to a caller whom the guard has let pass. */
export class InputFault extends AppError {}

/** The checks come in the order of every route: the arguments are parsed first, and their faults told last. */
export function tool<I, O, A extends z.ZodObject, R extends z.ZodObject>(spec: Spec<I, O, A, R>): Tool {
  const { input, present, explain, ...described } = spec;
  return {
    ...described,
    async call(c, caller, given, faults) {
      const parsed = parseArguments(spec, given, faults);
      const value = await ask(c, caller, spec.operation, parsed.ok ? input(parsed.args) : undefined);
      if (!parsed.ok) throw new InputFault(parsed.failure);
      const made = await present(value, { args: parsed.args, env: c.env, caller });
      // A key that the schema does not list is a fault of ours, and leaves nothing.
      const result = spec.result.parse(allVisible(made));
      return { structured: result, explained: explain?.(result) };
    },
  };
}

function parseArguments<A extends z.ZodObject>(
  { args, asQuery }: { readonly args: A; readonly asQuery?: true },
  given: unknown,
  known: readonly Fault[],
) {
  const read = asQuery ? asTexts(given) : given;
  const parsed = args.safeParse(read);
  // What is no object at all has no field to name.
  const found = parsed.error
    ? faultsOf(parsed.error, read).map((fault) => ({ ...fault, field: fault.field || WHOLE }))
    : [];
  const faults = [...known, ...found];
  const failure = failureFrom(faults, "invalid_request");
  if (failure) return { ok: false, failure } as const;
  return { ok: true, args: parsed.data as z.output<A> } as const;
}

/** As the message names them. */
const WHOLE = "arguments";

function asTexts(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const text = (value: unknown) => (["number", "boolean"].includes(typeof value) ? String(value) : value);
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, text(value)]));
}
