import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface WindowedListProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  /** In pixels; every row has it. */
  readonly rowHeight: number;
  keyOf(row: T): string;
  row(row: T): ComponentChildren;
  /** The end is near: there may be more to read. */
  onNearEnd?(): void;
}
/** Rows beyond what is seen, so that a quick hand finds no hole. */
const OVERSCAN = 10;

/** Which of many rows are in the document: those that are seen, and a few around them. Pure. */
export function windowOf(of: { top: number; height: number; rowHeight: number; count: number }) {
  const first = Math.max(0, Math.floor(of.top / of.rowHeight) - OVERSCAN);
  const last = Math.min(of.count, Math.ceil((of.top + of.height) / of.rowHeight) + OVERSCAN);
  return { first: Math.min(first, last), last };
}

/** A list of any length; only what is seen of it is in the document. It scrolls in a box of its own. */
export function WindowedList<T>({ label, rows, rowHeight, keyOf, row, onNearEnd }: WindowedListProps<T>) {
  const box = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener("scroll", look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, []);
  const { first, last } = windowOf({ ...view, rowHeight, count: rows.length });
  const isNearEnd = last >= rows.length;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, rows.length]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section class="windowed" ref={box} tabIndex={0} aria-label={label}>
      {/* The whole height, so that the bar tells the truth; the rows stand where they belong in it. */}
      <ul style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, last).map((one, at) => (
          <li
            key={keyOf(one)}
            aria-setsize={rows.length}
            aria-posinset={first + at + 1}
            style={{ transform: `translateY(${(first + at) * rowHeight}px)`, height: `${rowHeight}px` }}
          >
            {row(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}
