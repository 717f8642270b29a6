import { perSpace } from "../kernel/per-space";
import { OneByOne } from "../kernel/turns";

/** Values that take long to make are made one at a time in a space, so that they never hold up more than one turn. */
export const slowValues = perSpace(() => new OneByOne());
