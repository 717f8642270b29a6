import type { ComponentChildren } from "preact";

/** One thing among several on a page. `href`: where all of it is. */
export function Card(props: {
  readonly title: string;
  readonly link?: { readonly href: string; readonly text: string };
  readonly children: ComponentChildren;
}) {
  return (
    <section class="card">
      <header class="section-head">
        <h2>{props.title}</h2>
        {props.link && (
          <a class="small" href={props.link.href}>
            {props.link.text}
          </a>
        )}
      </header>
      {props.children}
    </section>
  );
}
