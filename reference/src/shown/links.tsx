import type { Operation } from "../model/operations.ts";

/** A list of operations that leads to each. */
export function Links({
  operations,
  chosen,
}: {
  readonly operations: readonly Operation[];
  readonly chosen: Operation | undefined;
}) {
  return (
    <ul class="operations">
      {operations.map((operation) => (
        <li key={operation.id}>
          <a href={`#${encodeURIComponent(operation.id)}`} aria-current={operation === chosen ? "page" : undefined}>
            <span class={`method ${operation.method}`}>{operation.isWebhook ? "event" : operation.method}</span>
            <span>{operation.isWebhook ? operation.path : operation.summary}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
