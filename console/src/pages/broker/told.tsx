import type { ComponentChildren } from "preact";
import { checks as texts } from "#texts/broker.ts";
import { remedies } from "#texts/broker-words.ts";
import { Notice } from "../../parts/notice.tsx";

interface RemedyProps {
  readonly code: string | null;
  readonly kind?: "bad" | "info";
  /** What it is about, before it. */
  readonly children?: ComponentChildren;
}

/** What a code or a hint of the API means, and what to do next. One that a newer API has stands alone. */
export function Remedy({ code, kind = "bad", children }: RemedyProps) {
  if (code === null) return null;
  const remedy = Object.hasOwn(remedies, code) ? remedies[code] : undefined;
  return (
    <Notice kind={kind}>
      {children}
      {remedy && <p>{remedy[0]}</p>}
      {remedy && <p class="next">{texts.next(remedy[1])}</p>}
      <p class="small">
        <code>{code}</code>
      </p>
    </Notice>
  );
}

/** How far something came: what was looked at, in its order, and what came of it. */
export type Outcome = "passed" | "failed" | "skipped";
export function Checks({ of }: { readonly of: readonly (readonly [what: string, outcome: Outcome])[] }) {
  return (
    <ol class="checks" aria-label={texts.label}>
      {of.map(([what, outcome]) => (
        <li key={what} class={outcome}>
          <span class="mark" aria-hidden="true">
            {MARKS[outcome]}
          </span>
          <span>{what}</span>
          <span class="small">{texts.outcomes[outcome]}</span>
        </li>
      ))}
    </ol>
  );
}
const MARKS: Readonly<Record<Outcome, string>> = { passed: "✓", failed: "✗", skipped: "–" };
