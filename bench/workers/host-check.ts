import { judgePage } from "../../src/broker/hosts/page-url";
import { compilePatterns } from "../../src/broker/hosts/patterns";

/** Runs the host check `loops` times on a list of `count` patterns; the caller keeps the time. */
const PAGES: Readonly<Record<string, string>> = {
  exact: "https://portal.example.net/login?next=%2Finvoices",
  wildcard: "https://hr.staff.example.net/login?next=%2Finvoices",
  miss: "https://portal.example.net.evil.example/login",
};

const listOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    if (at === count - 1) return "portal.example.net";
    if (at === count - 2) return "*.staff.example.net";
    return at % 2 === 0 ? `host-${at}.example.org` : `*.zone-${at}.example.com`;
  });

export default {
  fetch(request: Request): Response {
    const { searchParams } = new URL(request.url);
    const job = searchParams.get("job") ?? "";
    const list = listOf(Number(searchParams.get("count")));
    const loops = Number(searchParams.get("loops"));
    const compiled = compilePatterns(list);
    const page = PAGES[job];
    // Counted, so that no result can be optimised away.
    let counted = 0;
    for (let i = 0; i < loops; i++) {
      if (page === undefined) counted += compilePatterns(list).wildcards.size;
      else if (judgePage(page, compiled).kind === "allowed") counted += 1;
    }
    return new Response(String(counted));
  },
} satisfies ExportedHandler;
