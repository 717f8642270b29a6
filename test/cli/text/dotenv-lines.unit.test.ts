import dotenv from "dotenv";
import fc from "fast-check";
import { expect, it } from "vitest";
import { variablesInDotenv } from "../../../packages/client/src/cli/text/dotenv-lines.ts";

const read = (text: string) => Object.fromEntries(variablesInDotenv(text).map(({ name, value }) => [name, value]));

it("a variable has the value that dotenv reads, whatever is in quotes, in a comment or at the end of a line", () => {
  const piece = fc.constantFrom(
    "A",
    "b.C",
    "=",
    " = ",
    ": ",
    "export ",
    "'",
    '"',
    "`",
    "\\n",
    "\\r",
    "\\",
    "#",
    " #x",
    "\n",
    "$A",
    "ä",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      expect(read(text)).toEqual(dotenv.parse(text));
    }),
    { numRuns: 3000 },
  );
});
