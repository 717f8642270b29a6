/** Lines printed as errors that no test has taken yet. */
const printed: string[] = [];

const show = console.error;

/** From here on such a line is kept instead of shown: `setup.ts` fails the test that leaves one. */
export function keepErrors(): void {
  console.error = (...parts: unknown[]) => void printed.push(parts.map(String).join(" "));
}

/**
 * What is left, and then no more. Lines of what an object does by itself are only shown: it may be that of a test that is over,
 * and come when a busy machine lets it.
 */
export function leftErrors(): string[] {
  const [own = [], left = []] = [true, false].map((is) => printed.filter((line) => line.includes('"work":') === is));
  for (const line of own) show(line);
  printed.length = 0;
  return left;
}

/** Takes the lines of these names, oldest first: a test that causes a fault on purpose says what is printed of it. */
export function takeErrors(...names: readonly string[]): string[] {
  const taken: string[] = [];
  for (const line of printed.splice(0)) {
    const name = nameOf(line);
    if (name !== undefined && names.includes(name)) taken.push(name);
    else printed.push(line);
  }
  return taken;
}

/** Lines of the log are JSON objects with the error's name. */
const nameOf = (line: string): string | undefined => /^\{"level":"error",.*?"error":"(\w+)"/.exec(line)?.[1];
