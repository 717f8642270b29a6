import type { ComponentChildren } from "preact";

/** The documents that a deployment serves below `/docs/`, by their names. */
export type DocumentName = "authenticate" | "vault-setup";

/** Leads to a document of this deployment. It opens in a window of its own: what is filled in here stays. */
export function DocumentLink({ to, children }: { readonly to: DocumentName; readonly children: ComponentChildren }) {
  return (
    <a href={`/docs/${to}.md`} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
