import { access } from "#texts/access.ts";
import { CodeBlock } from "../../../parts/copy.tsx";
import { Notice } from "../../../parts/notice.tsx";

/** A text that the API gives once. It stands here until the page is left, and nowhere else. */
export function ShownOnce({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Notice kind="warning">
      <p>
        <strong>{access.shownOnce}</strong>
      </p>
      <CodeBlock text={text} label={label} />
    </Notice>
  );
}
