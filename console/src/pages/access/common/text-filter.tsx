import { useEffect, useState } from "preact/hooks";
import { access } from "#texts/access.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/form.tsx";

/** A filter that is typed: it counts when it is sent, not at each letter. */
export function TextFilter(props: {
  readonly label: string;
  readonly value: string;
  readonly onApply: (value: string) => void;
  readonly list: readonly string[];
}) {
  const [typed, setTyped] = useState(props.value);
  useEffect(() => setTyped(props.value), [props.value]);
  return (
    <form
      class="text-filter"
      onSubmit={(event) => {
        event.preventDefault();
        props.onApply(typed.trim());
      }}
    >
      <TextField label={props.label} value={typed} onInput={setTyped} isCode list={props.list} />
      <Button type="submit">{access.filter}</Button>
    </form>
  );
}
