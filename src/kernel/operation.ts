import type { RateCategory } from "../rate-limits";
import type { Scope } from "./actor";
import type { Context, EffectContext, MutationContext, QueryContext } from "./context";
import type { PermissionRequest } from "./policy";
import type { Proof } from "./proof";

/**
 * Where an operation acts:
 * - `tenant`: in a tenant only; in a partner's space the answer is `tenant_required`;
 * - `space`: in a tenant or a partner;
 * - `any`: as `space`, and for the operator also without naming a space;
 * - `partner`: on what a partner shares with its tenants, in the object of that partner: the target's own, or the target itself;
 * - `home`: in the caller's own object, whatever the request names.
 */
export type Target = "tenant" | "space" | "any" | "partner" | "home";

/** What an operation is, besides its verb. The guard reads all of it; the verb never asks for rights of its own scope. */
export interface Requirements {
  /** `noun.verb`: what the document calls it (`operationId`), and by what the edge asks the object for it. Unique. */
  readonly name: string;
  /** `null`: every live token. */
  readonly scope: Scope | null;
  /** The kind of proof that this takes in place of a token: no token opens it, and such a proof opens nothing else. Its input is the proof. */
  readonly login?: Proof["kind"];
  /** A token needs no scope for this on itself: the object that the path names. */
  readonly allowsOwnToken?: true;
  /** The caller may show a wrapping token instead of a token. It is good for this and for nothing else. */
  readonly allowsWrappingToken?: true;
  readonly category: RateCategory;
  /** The audit action; `null` leaves no row, but for a refusal that has an action of its own. */
  readonly action: string | null;
  /** The audit action of a refusal, where it has a name of its own. */
  readonly failedAction?: string | undefined;
  /** What a `config_read` reads: named in its rows, those of refusals too. */
  readonly resource?: string;
  /** A row for every end of the verb, also those that the log otherwise leaves out (400). */
  readonly auditsEveryOutcome?: true;
  readonly reach: Target;
}
interface Placed<I> extends Requirements {
  /** A fault of the input that shows only by the object's clock: before the policy, like the faults that the edge finds. Throws AppError. */
  check?(input: I, nowMs: number): void;
  /** For a verb that is one of several acts by what it is asked: how the log calls this one, refused or done; undefined: `action`. */
  actionOf?(input: I): string | undefined;
  /** For a verb on one secret path: what the guard asks of the policy before it, and what path the audit row names. */
  target?(input: I): PermissionRequest;
}
interface Spec<I, O, C> extends Placed<I> {
  run(ctx: C, input: I): O;
}
interface MutationSpec<I, O, P> extends Placed<I> {
  /**
   * What a mutation can't do itself, because it needs an await: loading a key, making one. After the policy, before the
   * transaction; what it gives is handed to `run`. Other calls run meanwhile: `run` looks again at all that was looked at here.
   */
  prepare?(ctx: Context, input: I): Promise<P>;
  run(ctx: MutationContext, input: I, prepared: P): O;
}
type Sync<O> = O extends PromiseLike<unknown> ? "a mutation must not be async" : unknown;

/** Reads tables, changes nothing. Its audit row joins the next commit. */
export type Query<I, O> = Spec<I, O | Promise<O>, QueryContext> & { readonly kind: "query" };
/** Changes the object's own tables, synchronously, in one transaction with its audit row. */
export type Mutation<I, O, P = unknown> = MutationSpec<I, O, P> & { readonly kind: "mutation" };
/** Reaches D1 (changes it by `changeDirectory` alone), other spaces, or other people's servers; its audit row, with the outcome, is durable before the answer. */
export type Effect<I, O> = Spec<I, Promise<O>, EffectContext> & { readonly kind: "effect" };
export type Operation<I, O> = Query<I, O> | Mutation<I, O> | Effect<I, O>;
/** An operation as those see it who ask an object for it: what it takes and gives, whatever its kind. */
export interface Callable<I, O> extends Requirements {
  readonly run: (ctx: never, input: I, prepared: never) => O | Promise<O>;
}
/** An operation among others, in a list: what it takes is known to who called it. */
export type AnyOperation = Operation<never, unknown>;

export const query = <I, O>(spec: Spec<I, O | Promise<O>, QueryContext>): Query<I, O> => ({ kind: "query", ...spec });
/** Refuses an async `run`: transactionSync would commit at its first `await`. */
export const mutation = <I, O, P = undefined>(spec: MutationSpec<I, O, P> & Sync<O>): Mutation<I, O, P> => ({
  kind: "mutation",
  ...spec,
});
export const effect = <I, O>(spec: Spec<I, Promise<O>, EffectContext>): Effect<I, O> => ({ kind: "effect", ...spec });
