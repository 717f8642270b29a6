import type { ComponentChildren } from "preact";

interface ButtonProps {
  readonly onClick?: () => void;
  readonly kind?: "plain" | "main" | "danger" | "quiet";
  readonly type?: "button" | "submit";
  readonly disabled?: boolean;
  /** It is at work: it can't be pressed again, and says so. */
  readonly busy?: boolean;
  /** Its name, where its content does not say it. */
  readonly label?: string;
  readonly expanded?: boolean;
  readonly pressed?: boolean;
  readonly children: ComponentChildren;
}

export function Button({ kind = "plain", type = "button", busy = false, disabled = false, ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      class={`button ${kind}`}
      // Not `disabled` while at work: it would lose the focus.
      disabled={disabled}
      aria-disabled={busy}
      aria-busy={busy}
      aria-label={rest.label}
      aria-expanded={rest.expanded}
      aria-pressed={rest.pressed}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {rest.children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink(props: {
  readonly href: string;
  readonly kind?: ButtonProps["kind"];
  readonly children: ComponentChildren;
}) {
  return (
    <a class={`button ${props.kind ?? "plain"}`} href={props.href}>
      {props.children}
    </a>
  );
}
