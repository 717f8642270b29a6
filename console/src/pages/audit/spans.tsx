import { audit } from "#texts/audit.ts";
import { nowMs } from "../../data/clock.ts";
import { withQuery } from "../../data/query.ts";
import type { Filters } from "./filters.ts";

const texts = audit.filters;
const DAY_MS = 86_400_000;

/** The spans that are asked for most, each with an address of its own; the other filters stay. */
export function Spans({ filters }: { readonly filters: Filters }) {
  const since = (days: number) => new Date(nowMs.value - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  const spans = [
    [texts.all, ""],
    [texts.today, since(1)],
    [texts.days(7), since(7)],
    [texts.days(30), since(30)],
  ] as const;
  return (
    <nav class="spans" aria-label={texts.spans}>
      {spans.map(([text, from]) => (
        <a
          key={text}
          href={withQuery("/console/audit", { ...filters, from, to: "" })}
          aria-current={(filters.from ?? "") === from && filters.to === undefined ? "true" : undefined}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
