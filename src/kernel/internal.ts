import type { Result } from "../errors";
import type { ObjectCore } from "./core";
import type { SpaceRpc } from "./rpc";

/**
 * Work that one object asks of another, or an operator's operation of a space: no caller's token is with it, and only this
 * Worker's own code can ask. What `run` throws is logged by its name and becomes service_unavailable.
 */
export interface InternalOperation<I, O> {
  /** `noun.verb`, unique. */
  readonly name: string;
  /**
   * About the space itself: such calls wait for each other, and a space that the directory knows but nobody provisioned is
   * provisioned first. Any other call to an object without a space is refused (internal_error).
   */
  readonly inTurn?: true;
  run(core: ObjectCore, input: I): Promise<Result<O>>;
}
/** One among others, in a list: what it takes is known to who called it. */
export type AnyInternal = InternalOperation<never, unknown>;

/** Gives the operation its types. */
export const internal = <I, O>(operation: InternalOperation<I, O>): InternalOperation<I, O> => operation;

/** The one place where an object's answer meets the types of what it was asked for. */
export const callSpace = async <I, O>(
  space: SpaceRpc,
  { name }: InternalOperation<I, O>,
  input: NoInfer<I>,
): Promise<Result<O>> => (await space.internal(name, input)) as Result<O>;
