import fc from "fast-check";
import { expect, it } from "vitest";
import { isReservedAnywhere, isReservedFirst, pathFault } from "../../../src/broker/path-text";

/** As one who takes bytes for what they are, text or not. */
const decodedOnce = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll("%", ""), "hex").toString());

it("the path of a credential as text has no segment that a vault could read as another path", () => {
  const piece = fc.constantFrom(
    ...["a", "b", ".", "/", "..", "auth", "sys", "?", "#", " ", "%", "\\", "\n", "é", "🔑"],
    ...["%2f", "%2e", "%5c", "%25", "25", "2e", "%61", "%C3", "%A9", "%00", "%ff"],
  );
  const text = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (path) => {
      if (pathFault(path, 400) !== undefined) return;
      const url = new URL(`https://v/v1/${path.split("/").map(encodeURIComponent).join("/")}`);
      expect(decodeURIComponent(url.pathname)).toBe(`/v1/${path}`);
      expect(path).not.toMatch(/^\/|\/$|\/\/|[\\\n]|\.(\/|$)/);
      if (isReservedFirst(path)) expect(isReservedAnywhere(path)).toBe(true);
      // However often somebody on the way decodes it, it keeps its segments.
      for (let read = path, round = 0; round < 4; round++) {
        expect([read.split("/").length, read]).toEqual([
          path.split("/").length,
          expect.not.stringMatching(/[\\\0\n]|\.(\/|$)/),
        ]);
        read = decodedOnce(read);
      }
    }),
    { numRuns: 1000 },
  );
  expect(pathFault("🔑".repeat(400), 400)).toBeUndefined();
  expect(pathFault("🔑".repeat(401), 400)).toBe("too_long");
});

it("the path of a credential as text hides no slash and no dot beside bytes that are no text", () => {
  for (const path of ["kv/data/a%ff%2fb", "kv/data/%ff%2e", "kv/data/a%2f%ff", "kv/data/a%00%fe"])
    expect(pathFault(path, 400), path).toBe("percent");
  for (const path of ["kv/data/a%ff", "kv/data/%ff%41b", "kv/data/100%"])
    expect(pathFault(path, 400), path).toBeUndefined();
  expect(isReservedFirst("sys%2f%ff/x")).toBe(true);
});
