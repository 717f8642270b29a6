import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

export interface Series {
  readonly label: string;
  /** A custom property of the theme, such as `--accent`. */
  readonly colour: string;
  readonly values: readonly number[];
}
const HEIGHT = 180;

export interface PlotProps {
  readonly label: string;
  readonly atMs: readonly number[];
  readonly series: readonly Series[];
}

/** Counts over time. `atMs`: the beginning of each step. What it shows stands in a table for those who can't see it. */
export function Plot(props: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const { label, atMs, series } = props;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const draw = () => new uPlot(optionsOf(element, series), dataOf(atMs, series), element);
    let plot = draw();
    const again = () => {
      plot.destroy();
      plot = draw();
    };
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const theme = new MutationObserver(again);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", again);
    return () => {
      scheme.removeEventListener("change", again);
      theme.disconnect();
      resized.disconnect();
      plot.destroy();
    };
  }, [atMs, series]);
  return (
    <figure class="plot" aria-label={label}>
      <div ref={box} aria-hidden="true" />
      <figcaption>{label}</figcaption>
    </figure>
  );
}

const dataOf = (atMs: readonly number[], series: readonly Series[]): uPlot.AlignedData => [
  atMs.map((ms) => ms / 1000),
  ...series.map(({ values }) => [...values]),
];

function optionsOf(element: HTMLElement, series: readonly Series[]): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--faint"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    // The API's days are those of UTC.
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    cursor: { y: false },
    // Values at the pointer: without one it would show dashes. The numbers stand in a table.
    legend: { live: false },
    axes: [axis, { ...axis, size: 48 }],
    scales: { y: { range: (_, _min, max) => [0, Math.max(1, max)] } },
    series: [
      {},
      ...series.map(({ label, colour: name }) => ({
        label,
        stroke: colour(name),
        width: 2,
        points: { show: false },
      })),
    ],
  };
}
