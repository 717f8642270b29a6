import { strayLine, variablesInDotenv } from "../../text/dotenv-lines.ts";
import type { Found } from "../source.ts";
import { fileFault, type Target, variables } from "./fault.ts";

const DOUBTS = {
  quotes: (name: string) => `the quotes of ${name} don't end where its value does`,
  comment: (name: string) => `the value of ${name} holds a # or has a comment behind it`,
};

/**
 * The variables of a `.env`, as dotenv reads them: `$` stands for itself. What dotenv would pass over or cut off in silence is refused: the file
 * is deleted once it is imported. Faults name the line.
 */
export function parseDotenv(text: string): ReadonlyMap<string, string> {
  const lined = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const found = new Map<string, string>();
  for (const { name, value, line, doubt } of variablesInDotenv(lined)) {
    const refuse = (why: string, next?: string) => fileFault(`${why}, line ${line}`, next);
    if (found.has(name)) throw refuse(`the variable ${name} is in it twice`);
    if (name === "__proto__") throw refuse("no variable can be called __proto__");
    if (doubt) throw refuse(DOUBTS[doubt](name), "quote the value; a comment may stand behind the quotes");
    found.set(name, value);
  }
  const stray = strayLine(lined);
  if (stray !== null) throw fileFault(`neither NAME=VALUE nor a comment, line ${stray}`);
  return found;
}

export const dotenvFile = (text: string, to: Target): Found => variables(parseDotenv(text), to);
