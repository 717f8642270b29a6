import { AppError, type Failure } from "../errors";

/** Faulty input. `text` is for people, or for clients that look for it: of our own making, and never with a value in it. */
export const inputFault = (text: string): AppError => new AppError({ code: "invalid_request", message: text });

/** There is nothing at this address: Vault's answer to that names nothing. */
export const nothingHere = (): AppError => new AppError({ code: "not_found" });

/** How it is told that an operation was refused, where it is not told as everywhere. */
export type FailureText = (failure: Failure) => string | undefined;
