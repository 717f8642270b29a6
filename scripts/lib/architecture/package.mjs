import { circlesOf } from "./circles.mjs";

/** The package's folder, and the rooms of it, the highest first: an import runs downwards, or stays in its room. */
export const PACKAGE = "packages/client/src";
const ROOMS = ["cli", "browser", "webhooks", "library", "generated"];
/** The rooms of the command line, the highest first. Those of one line do not know each other. */
const CLI_ROOMS = [
  ["main.ts"],
  ["program.ts", "usage.ts"],
  ["account", "secrets", "run", "transfer", "broker", "access", "audit", "completion"],
  ["session"],
  ["text"],
  ["shell"],
];

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
    counted("imports that run upwards", arrows.filter(({ path, to }) => floorOf(to) < floorOf(path)).map(told)),
    counted(
      "imports between rooms of one floor",
      arrows.filter(({ path, to }) => floorOf(to) === floorOf(path) && roomOf(to) !== roomOf(path)).map(told),
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

const told = ({ path, to }) => `${path} -> ${to}`;

/** What a file stands in: of the command line the room in it, else the room of the package. */
const roomOf = (path) =>
  path
    .split("/")
    .slice(0, path.startsWith("cli/") ? 2 : 1)
    .join("/");

/** -1: on none. */
function floorOf(path) {
  const [room, inner] = path.split("/");
  if (room !== "cli") {
    const floor = ROOMS.indexOf(room);
    return floor < 0 ? floor : floor + CLI_ROOMS.length;
  }
  return CLI_ROOMS.findIndex((rooms) => rooms.includes(inner));
}
