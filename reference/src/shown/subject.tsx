import type { Group } from "../model/operations.ts";
import { Links } from "./links.tsx";
import { Words } from "./words.tsx";

/** What a subject is about, and its operations. */
export function SubjectView({ subject: { name, description, operations } }: { readonly subject: Group }) {
  return (
    <section class="subject">
      <h1 tabIndex={-1}>{name}</h1>
      <p>
        <Words text={description} />
      </p>
      <Links operations={operations} chosen={undefined} />
    </section>
  );
}
