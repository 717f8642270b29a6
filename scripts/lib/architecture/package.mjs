import { circlesOf } from "./circles.mjs";

/** The package's folder, and the rooms of it, the highest first: an import runs downwards, or stays in its room. */
export const PACKAGE = "packages/client/src";
const ROOMS = ["cli", "browser", "webhooks", "library", "generated"];

/** What signs in from a program is Postern's own code, bundled; all else knows the API alone. */
const MAY_REACH_OUT = /^browser[/](local|nested-transport)[.]ts$/;
const REACHES_OUT = /from "([.]{2}[/])+src[/]/;

/** Each figure of the client package, as those of the house. `sources` are its files. */
export function packageFigures(sources, maxLines) {
  const files = [...sources].filter(([path]) => !path.startsWith("generated/"));
  const counted = (name, where) => ({ name: `client: ${name}`, aim: 0, now: where.length, where });
  const arrows = files.flatMap(([path, { imports }]) => imports.map((to) => ({ path, to })));
  return [
    counted("files that import each other in a circle", circlesOf(sources).flat()),
    counted(
      "rooms without a floor",
      files.map(([path]) => path).filter((path) => floorOf(path) < 0),
    ),
    counted(
      "imports that run upwards",
      arrows.filter(({ path, to }) => floorOf(to) < floorOf(path)).map(({ path, to }) => `${path} -> ${to}`),
    ),
    counted(
      "files that reach into the server",
      files.filter(([path, { text }]) => REACHES_OUT.test(text) && !MAY_REACH_OUT.test(path)).map(([path]) => path),
    ),
    counted(
      `files over ${maxLines} lines`,
      files.filter(([, { text }]) => text.split("\n").length - 1 > maxLines).map(([path]) => path),
    ),
  ];
}

const floorOf = (path) => ROOMS.indexOf(path.split("/")[0]);
