/** Works on `items`, `width` at a time, in their order. Stops beginning new ones when `isOver` says so, or when one throws: then throws that. */
export async function eachOf<T>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<void>,
  isOver: () => boolean = () => false,
): Promise<void> {
  let next = 0;
  let fault: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (next < items.length && fault === undefined && !isOver()) {
      const index = next++;
      try {
        await work(items[index] as T, index);
      } catch (error) {
        fault ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  if (fault) throw fault.error;
}

/** Lists of at most `size`, in order. */
export const batchesOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
