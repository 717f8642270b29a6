import { isPosternError } from "../../library/errors.ts";
import { CliError, EXIT } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import type { Kind } from "./named.ts";

/** A name is how this program knows a thing: two of one name could be told apart by their ids alone. */
export const isTaken = (kind: Kind, name: string, next: string): CliError =>
  new CliError(EXIT.conflict, "name_conflict", `there is a ${kind} of the name ${visible(name)} already`, next);

/** What the server made. Throws CliError where it refused the name, and what it refused else. */
export async function unlessTaken<T>(kind: Kind, name: string, next: string, making: Promise<T>): Promise<T> {
  try {
    return await making;
  } catch (error) {
    throw isPosternError(error, "name_conflict") ? isTaken(kind, name, next) : error;
  }
}
