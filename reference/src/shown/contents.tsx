import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Document } from "../model/document.ts";
import type { Group, Operation } from "../model/operations.ts";
import { find, indexOf } from "../model/search.ts";
import { Links } from "./links.tsx";

interface Props {
  readonly groups: readonly Group[];
  readonly described: Document;
  readonly chosen: Operation | undefined;
}

/** All operations by subject, or those that a search finds. `/` leads to the search from anywhere, Enter to what it found first. */
export function Contents({ groups, described, chosen }: Props) {
  const index = useMemo(() => indexOf(groups, described), [groups, described]);
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", reach);
    return () => removeEventListener("keydown", reach);
  }, []);
  const isSearching = text.trim() !== "";
  const found = isSearching ? find(index, text) : [];
  return (
    <nav class="contents" aria-label="Operations">
      <a class="home" href="/docs/#">
        Postern API
      </a>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            // Of the text as it is now: what is shown may lag behind the keys.
            const typed = field.current?.value.trim() ?? "";
            const [first] = typed === "" ? [] : find(index, typed);
            if (first) location.hash = encodeURIComponent(first.id);
          }}
        >
          <label for="search">
            Search <kbd>/</kbd>
          </label>
          <input
            ref={field}
            id="search"
            type="search"
            autocomplete="off"
            placeholder="Path, name, field or error code"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <p class="small" role="status">
            {isSearching ? `${found.length} found` : ""}
          </p>
        </form>
      </search>
      {isSearching ? (
        <Links operations={found} chosen={chosen} />
      ) : (
        groups.map(({ name, operations }) => (
          <section key={name}>
            <h2>{name}</h2>
            <Links operations={operations} chosen={chosen} />
          </section>
        ))
      )}
    </nav>
  );
}
