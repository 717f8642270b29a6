import type { Query } from "../data/query.ts";

/** Views of one thing, each with an address of its own: links, so that they can be sent and opened beside each other. */
export function Tabs(props: {
  readonly label: string;
  readonly query: Query;
  /** The filter that says which is shown; the first is shown where it says nothing. */
  readonly name: string;
  readonly tabs: readonly (readonly [value: string, text: string])[];
}) {
  const chosen = props.query.get(props.name) || props.tabs[0]?.[0];
  return (
    <nav class="tabs" aria-label={props.label}>
      {props.tabs.map(([value, text], at) => (
        <a
          key={value}
          href={props.query.href({ [props.name]: at === 0 ? "" : value })}
          aria-current={value === chosen ? "page" : undefined}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
