import type { ObjectCore } from "./core";
import type { Space } from "./space";

/** By the space and not by its id: an object that starts anew has a space of its own, and begins with nothing in memory. */
const cores = new WeakMap<Space, ObjectCore>();

/** Called once by the object, before anything asks for a store. */
export const openSpace = (core: ObjectCore): void => void cores.set(core.space, core);

/**
 * Something that a room keeps in memory for the life of a space's object: made when it is first asked for, the same for every
 * call after that. `make` sees more than operations do (`ObjectCore`), so what it gives decides what operations may do with it.
 */
export function perSpace<T>(make: (core: ObjectCore) => T): (of: { readonly space: Space }) => T {
  const made = new WeakMap<Space, T>();
  return ({ space }) => {
    const known = made.get(space);
    if (known !== undefined) return known;
    const core = cores.get(space);
    if (!core) throw new Error("the space is not open");
    const fresh = make(core);
    made.set(space, fresh);
    return fresh;
  };
}
