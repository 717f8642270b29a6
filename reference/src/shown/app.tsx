import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Document } from "../model/document.ts";
import { groupsOf, type Operation, subjectId } from "../model/operations.ts";
import { Contents } from "./contents.tsx";
import { OperationView } from "./operation.tsx";
import { SubjectView } from "./subject.tsx";
import { Welcome } from "./welcome.tsx";

/** The list of all operations, and the one, or the subject, that the address names. The token lives as long as the page. */
export function App({ described, server }: { readonly described: Document; readonly server: string }) {
  const groups = useMemo(() => groupsOf(described), [described]);
  const [token, setToken] = useState("");
  const id = useFragment();
  const chosen = groups.flatMap(({ operations }) => operations).find((operation) => operation.id === id);
  const subject = groups.find((group) => subjectId(group) === id);
  const title = chosen?.summary ?? subject?.name;
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = title === undefined ? "Postern API" : `${title} - Postern API`;
    // Whoever goes by keyboard goes on reading where the operation begins.
    if (title !== undefined) main.current?.querySelector("h1")?.focus();
  }, [id, title]);
  return (
    <div class="reference">
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the text
      </button>
      <Contents groups={groups} described={described} chosen={chosen} />
      <main ref={main} tabIndex={-1}>
        {chosen ? (
          <OperationView
            key={chosen.id}
            operation={chosen}
            schemas={described.components.schemas}
            server={server}
            token={token}
            onToken={setToken}
          />
        ) : subject ? (
          <SubjectView subject={subject} />
        ) : (
          <Welcome described={described} groups={groups} token={token} onToken={setToken} isUnknown={id !== ""} />
        )}
      </main>
    </div>
  );
}

function useFragment(): Operation["id"] {
  const read = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };
  const [id, setId] = useState(read);
  useEffect(() => {
    const follow = () => setId(read());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return id;
}
