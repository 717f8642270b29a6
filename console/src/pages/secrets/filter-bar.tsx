import { useEffect, useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { secrets as texts } from "#texts/secrets.ts";
import type { Query } from "../../data/query.ts";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/form.tsx";
import { type Filters, STATES } from "./search.ts";
import { SECRET_TYPES } from "./types.ts";

/** Texts count when they are sent, by Enter or the button; a choice counts at once. */
export function FilterBar({ query, filters }: { readonly query: Query; readonly filters: Filters }) {
  const [text, setText] = useState(filters.text);
  const [tag, setTag] = useState(filters.tag);
  // Back changes them from outside.
  useEffect(() => {
    setText(filters.text);
    setTag(filters.tag);
  }, [filters.text, filters.tag]);
  const isOwn = filters.of === "own";
  const isAny = ["q", "tag", "type", "state"].some((name) => query.get(name) !== "");
  return (
    <search>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          query.set({ q: text.trim(), tag: tag.trim() }, "push");
        }}
      >
        <TextField
          label={isOwn ? texts.filters.search : texts.filters.prefix}
          type="search"
          isCode
          value={text}
          onInput={setText}
          placeholder={isOwn ? texts.filters.searchHint : texts.filters.prefixHint}
        />
        <TextField label={texts.filters.tag} isCode value={tag} onInput={setTag} />
        <SelectField
          label={texts.filters.type}
          value={filters.type}
          onChange={(type) => query.set({ type }, "push")}
          options={[["", texts.filters.anyType], ...SECRET_TYPES.map((type) => [type, texts.types[type]] as const)]}
        />
        <SelectField
          label={texts.filters.state}
          value={filters.state}
          onChange={(state) => query.set({ state: state === "live" ? "" : state }, "push")}
          options={STATES.map((state) => [state, texts.filters.states[state]] as const)}
        />
        <Button type="submit">{texts.filters.apply}</Button>
        {isAny && (
          <Button kind="quiet" onClick={() => query.set({ q: "", tag: "", type: "", state: "" }, "push")}>
            {common.clearFilters}
          </Button>
        )}
      </form>
    </search>
  );
}
