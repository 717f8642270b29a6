import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const SHOWN_MS = 4000;
const said = signal("");
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a short sentence in the corner, and to readers of screens. */
export function announce(text: string): void {
  clearTimeout(timer);
  said.value = text;
  timer = setTimeout(() => {
    said.value = "";
  }, SHOWN_MS);
}

export function Announcements() {
  // It goes with the page that it was said on: whoever signs in next hears nothing of it.
  useEffect(() => () => announce(""), []);
  return (
    <div class="announcements" role="status" aria-live="polite">
      {said.value !== "" && <p>{said.value}</p>}
    </div>
  );
}
