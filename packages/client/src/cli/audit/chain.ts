import { createHash } from "node:crypto";
import { type Beginning, type ChainResult, chainWalk } from "./walk.ts";

export type { Beginning, ChainResult } from "./walk.ts";

export interface ChainCheck {
  readonly result: ChainResult;
  /** The next line, in order; an empty one says nothing. Throws SyntaxError: it is no entry. */
  line(text: string): void;
}

/** One check per export: give it the lines in order, then ask for the result. Behind the first bad row nothing is looked at. */
export function chainCheck(beginning: Beginning = {}): ChainCheck {
  const walk = chainWalk(beginning);
  return {
    result: walk.result,
    line(text) {
      const claim = walk.line(text);
      if (claim && sha256(claim.text) !== claim.hash) walk.refute(claim);
    },
  };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
