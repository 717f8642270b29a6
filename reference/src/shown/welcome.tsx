import type { Document } from "../model/document.ts";
import { type Group, subjectId } from "../model/operations.ts";
import { TokenField } from "./token-field.tsx";
import { Words } from "./words.tsx";

/** What the page shows before an operation is chosen. */
export function Welcome(props: {
  readonly described: Document;
  readonly groups: readonly Group[];
  readonly token: string;
  readonly onToken: (token: string) => void;
  readonly isUnknown: boolean;
}) {
  const { info } = props.described;
  return (
    <>
      <h1 tabIndex={-1}>
        {info.title} API <span class="small">{info.version}</span>
      </h1>
      {props.isUnknown && <p role="status">There is no such operation. The list has all that there are.</p>}
      <p>
        <Words text={info.description} />
      </p>
      <TokenField token={props.token} onToken={props.onToken} />
      <h2>Subjects</h2>
      <dl class="fields-list">
        {props.groups.map((group) => (
          <div key={group.name}>
            <dt>
              <a href={`#${encodeURIComponent(subjectId(group))}`}>{group.name}</a>
            </dt>
            <dd>
              <Words text={group.description} />
            </dd>
          </div>
        ))}
      </dl>
      <h2>Refusals</h2>
      <p>
        Every refusal has the body <code>{`{"error": {"code", "message", "details", "request_id"}}`}</code>. Each
        operation lists its codes; what they mean, and the words in <code>details</code>, is told in{" "}
        <a href="/docs/errors.md">errors.md</a>.
      </p>
      <h2>For programs</h2>
      <p>
        The description itself is <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).
      </p>
    </>
  );
}
