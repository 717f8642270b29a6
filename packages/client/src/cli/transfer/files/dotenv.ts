import dotenv from "dotenv";
import { namesInDotenv, strayLine } from "../../text/dotenv-lines.ts";
import type { Found } from "../source.ts";
import { fileFault, type Target, variables } from "./fault.ts";

/** The variables of a `.env`, as dotenv reads them: `$` stands for itself. What dotenv would pass over in silence is refused. */
export function parseDotenv(text: string): ReadonlyMap<string, string> {
  const lined = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const names = namesInDotenv(lined);
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) throw fileFault(`the variable ${twice} is in it twice`);
  if (names.includes("__proto__")) throw fileFault("no variable can be called __proto__");
  if (strayLine(lined) !== null) throw fileFault("a line is neither NAME=VALUE nor a comment");
  const values = dotenv.parse(lined);
  return new Map(names.map((name) => [name, values[name] ?? ""]));
}

export const dotenvFile = (text: string, to: Target): Found => variables(parseDotenv(text), to);
