import { uuidSource } from "../crypto/random";
import { perSpace } from "./per-space";
import type { Space } from "./space";

/** What the deployment says. */
export const configOf = perSpace(({ config }) => config);

const uuids = perSpace(() => uuidSource());

/** A UUID of version 7: the ids of a space rise in the order of their making. */
export const newUuid = (of: { readonly space: Space }, nowMs: number): string => uuids(of)(nowMs);
