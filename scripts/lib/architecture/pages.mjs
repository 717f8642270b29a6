import { circlesOf } from "./circles.mjs";

/** The sources of a page that is built for browsers, and its rooms, the highest first: an import runs downwards, or stays in its room. */
export const PAGES = [
  {
    name: "console",
    folder: "console/src",
    rooms: ["main.tsx", "dev-reload.ts", "pages", "shell", "session", "parts", "data", "api", "texts"],
  },
  { name: "reference", folder: "reference/src", rooms: ["main.tsx", "shown", "model"] },
];

/** The areas of pages do not know each other; the list of all of them stands above. */
const areaOf = (path) => /^pages\/([^/]+)\//.exec(path)?.[1];

/** Each figure of such a page, as those of the house. `sources` are its files. */
export function pageFigures({ name: page, rooms }, sources, maxLines) {
  const files = [...sources];
  const floorOf = (path) => rooms.indexOf(path.split("/")[0]);
  const arrows = files.flatMap(([path, { imports }]) => imports.map((to) => ({ path, to })));
  const counted = (name, where) => ({ name: `${page}: ${name}`, aim: 0, now: where.length, where });
  return [
    counted("files that import each other in a circle", circlesOf(sources).flat()),
    counted(
      "rooms without a floor",
      files.map(([path]) => path).filter((path) => floorOf(path) < 0),
    ),
    counted("imports that run upwards", arrows.filter(({ path, to }) => floorOf(to) < floorOf(path)).map(told)),
    counted(
      "imports between areas of pages",
      arrows.filter(({ path, to }) => areaOf(path) && areaOf(to) && areaOf(path) !== areaOf(to)).map(told),
    ),
    counted(
      "files that reach into the server",
      files.filter(([, { text }]) => /from "([.]{2}[/])+src[/]/.test(text)).map(([path]) => path),
    ),
    counted(
      `files over ${maxLines} lines`,
      files.filter(([, { text }]) => text.split("\n").length - 1 > maxLines).map(([path]) => path),
    ),
  ];
}

const told = ({ path, to }) => `${path} -> ${to}`;
