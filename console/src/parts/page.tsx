import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { common } from "#texts/common.ts";

interface PageProps {
  readonly title: string;
  /** What stands after the title in the window's name, where the title alone does not say it. */
  readonly place?: string;
  /** Where one comes from, the outermost first. */
  readonly crumbs?: readonly { readonly text: string; readonly href: string }[];
  readonly actions?: ComponentChildren;
  /** One sentence of what this is. */
  readonly lead?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The content of an address: its heading takes the focus when it is come to, so that a reader hears where it is. */
export function Page({ title, place, crumbs = [], actions, lead, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [title, place, common.product].filter(Boolean).join(" · ");
  }, [title, place]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class="page">
      {crumbs.length > 0 && (
        <nav class="crumbs" aria-label={common.crumbs}>
          <ol>
            {crumbs.map(({ text, href }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </div>
  );
}

/** A part of a page under a heading of its own. */
export function Section({ title, actions, children }: Pick<PageProps, "title" | "actions" | "children">) {
  return (
    <section class="section">
      <header class="section-head">
        <h2>{title}</h2>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** Names and what they are, in two columns where there is room. */
export function Facts({ of }: { readonly of: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
