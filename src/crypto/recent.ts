/**
 * A pure function of a text that keeps its last answers: what the same callers show with each request is worked out once. It holds up to
 * `limit` texts and then begins anew, so that a stranger's texts can push others out and never add up. An answer of undefined is not kept.
 */
export function recent<T>(limit: number, of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = of(text);
    if (answer === undefined) return answer;
    if (known.size >= limit) known.clear();
    known.set(text, answer);
    return answer;
  };
}
