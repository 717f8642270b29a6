import type { ComponentChildren } from "preact";

export type Tone = "plain" | "good" | "warning" | "bad";

/** A word of state, or a tag. The word says it; the colour only helps. */
export function Badge({ tone = "plain", children }: { readonly tone?: Tone; readonly children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}
export function Badges({ of }: { readonly of: readonly string[] }) {
  return (
    <span class="badges">
      {of.map((text) => (
        <Badge key={text}>{text}</Badge>
      ))}
    </span>
  );
}
