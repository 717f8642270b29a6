import { expect, it } from "vitest";
import { routes } from "../../../console/src/pages/routes.ts";

/** The Worker's own addresses, which are no pages. */
const NO_PAGES = ["/console/session", "/console/sign-in", "/console/sign-in-failed"];
const PATTERNS = routes.map(
  ({ path }) => new RegExp(`^${path.replace(/:[a-z]+[+]/, ".+").replaceAll(/:[a-z]+/g, "[^/]+")}/?$`),
);

/** An address as the source writes it, with `x` wherever it puts a value in. */
const filled = (written: string): string =>
  written
    .replace(/[?].*$/, "")
    .replaceAll(/\$\{[^}]*\}/g, (_, at: number, whole: string) => (whole[at - 1] === "/" ? "x" : ""))
    .replace(/\/\$\{.*$/, "/x")
    .replace(/\$\{.*$/, "");

it("every address that the console's source writes is that of one of its pages", () => {
  const sources = import.meta.glob<string>("../../../console/src/**/*.{ts,tsx}", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const written = Object.entries(sources)
    .filter(([file]) => !file.endsWith("/routes.ts") && !file.endsWith("/shell/route.ts"))
    .flatMap(([file, text]) =>
      [...text.matchAll(/["'`](\/console\/[^"'`]*)/g)].map(([, address = ""]) => ({ file, address: filled(address) })),
    );
  expect(written.length).toBeGreaterThan(50);
  expect(
    written
      // The name of the page itself is put in: what does that is tried in a test of its own.
      .filter(({ address }) => !address.startsWith("/console/x"))
      .filter(({ address }) => !NO_PAGES.includes(address) && !PATTERNS.some((pattern) => pattern.test(address))),
  ).toEqual([]);
});
