import { useState } from "preact/hooks";

/** A piece of text to take along. */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
  const [told, setTold] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setTold("Copied."),
      () => setTold("The browser does not let this page copy."),
    );
  return (
    <figure class="code-block">
      <figcaption>
        <span>{label}</span>
        <span role="status" class="small">
          {told}
        </span>
        <button type="button" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
          Copy
        </button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </figure>
  );
}
