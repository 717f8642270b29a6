/** Does `work` for each item, at most `width` at a time. The first that throws is thrown, and no further one is begun. */
export async function inPool<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  let isOver = false;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (isOver) return;
      try {
        await work(item);
      } catch (error) {
        isOver = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}
