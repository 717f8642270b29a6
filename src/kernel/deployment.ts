import { uuidSource } from "../crypto/random";
import { perSpace } from "./per-space";

/** What the deployment says. */
export const configOf = perSpace(({ config }) => config);

/** Ids whose order is that of their making; `nowMs` is in them. */
export const newUuid = perSpace(() => uuidSource());
