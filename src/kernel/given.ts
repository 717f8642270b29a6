/** A change, with the keys that it names and no others. */
export type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out each key whose value is undefined; null is a value. The others keep their order. */
export const given = <T extends object>(change: T): Given<T> =>
  // The compiler does not see which keys are left.
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Given<T>;
