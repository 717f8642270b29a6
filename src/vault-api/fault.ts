import { AppError } from "../errors";

/** Faulty input. `text` is for people, or for clients that look for it: of our own making, and never with a value in it. */
export const inputFault = (text: string): AppError => new AppError({ code: "invalid_request", message: text });

/** There is nothing at this address: Vault's answer to that names nothing. */
export const nothingHere = (): AppError => new AppError({ code: "not_found" });
