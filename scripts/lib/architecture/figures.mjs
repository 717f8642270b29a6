import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { circlesOf } from "./circles.mjs";
import { contextMembers } from "./contexts.mjs";
import { floorOf, roomOf } from "./layers.mjs";

/** What may stand in `count` places: found by its text in every file but those that `except` names. */
const COPIES = [
  {
    name: "branches by the kind of an integration",
    aim: 0,
    find: /[!=]== "(native|hashicorp)"/g,
    except: /^broker\/(native|vault)\//,
  },
  {
    name: "log lines written by hand",
    aim: 0,
    find: /console\.(error|log|warn)\(\s*JSON\.stringify/g,
    except: /^log\.ts$/,
  },
  { name: "definitions of Page", aim: 1, find: /^(export )?interface Page\b/gm },
  { name: "definitions of wholeSecond", aim: 1, find: /\b(const|function) wholeSeconds?\b/g },
  { name: "definitions of the schema of a secret's path", aim: 1, find: /\bconst secretPath = z\b/g },
  { name: "definitions of the schema of a tag", aim: 1, find: /^(export )?const tag\b/gm },
  { name: "definitions of checkName", aim: 1, find: /\b(const|function) checkName\b/g },
  // The list of all reason words answers nothing.
  { name: "places that answer limit_reached", aim: 1, find: /"limit_reached"/g, except: /^reason-words\.ts$/ },
];
/** Columns that only the audit log has: a file that names all of them writes its rows out. */
const AUDIT_COLUMNS = [/\bactor_?tenant_?id\b/i, /\bduration_?ms\b/i, /\bsource_?ip\b/i, /\berror_?code\b/i];
export const MAX_FILE_LINES = 300;

/** Each figure: its name, what it is now, what it is to be at most, and the places that it counts. */
export function figuresOf(sources, root) {
  const files = [...sources].map(([path, { text, imports }]) => ({
    path,
    text,
    imports,
    lines: text.split("\n").length - 1,
  }));
  const arrows = files.flatMap(({ path, imports }) => imports.map((to) => ({ path, to, text: `${path} -> ${to}` })));
  const counted = (name, aim, where) => ({ name, aim, now: where.length, where });
  return [
    counted("files that import each other in a circle", 0, circlesOf(sources).flat()),
    counted("rooms without a floor", 0, [
      ...new Set(files.filter(({ path }) => !floorOf(path)).map(({ path }) => roomOf(path))),
    ]),
    counted(
      "imports that run upwards",
      0,
      arrows.filter(runsUp).map(({ text }) => text),
    ),
    counted(
      "imports between rooms of one floor",
      0,
      arrows.filter(isSideways).map(({ text }) => text),
    ),
    counted("pairs of rooms that import each other", 0, mutualPairs(arrows)),
    counted("files that import another room's tables", 3, foreignTables(files)),
    counted(
      "files that write out the audit columns",
      3,
      files.filter(hasAuditColumns).map(({ path }) => path),
    ),
    ...COPIES.map(({ name, aim, find, except }) => counted(name, aim, placesOf(files, find, except))),
    counted(
      `files over ${MAX_FILE_LINES} lines`,
      0,
      files.filter(({ lines }) => lines > MAX_FILE_LINES).map(({ path }) => path),
    ),
    ...objectFigures(files),
    ...contextMembers(root).map(([kind, now]) => ({ name: `members of ${kind}`, aim: 20, now, where: [] })),
    { name: "decision records that are missing of 12", aim: 0, now: Math.max(0, 12 - decisions(root)), where: [] },
  ];
}

const runsUp = ({ path, to }) => (floorOf(to) ?? 0) > (floorOf(path) ?? 0);
const isSideways = ({ path, to }) => floorOf(to) === floorOf(path) && roomOf(to) !== roomOf(path) && !isGround(path);
/** The leaves know each other: errors are text, and config reads limits. */
const isGround = (path) => floorOf(path) === 1;

function mutualPairs(arrows) {
  const seen = new Set(arrows.map(({ path, to }) => `${roomOf(path)} ${roomOf(to)}`));
  return [...seen].filter((pair) => {
    const [from, to] = pair.split(" ");
    return from < to && seen.has(`${to} ${from}`);
  });
}

const foreignTables = (files) =>
  files
    .filter(({ path, imports }) => imports.some((to) => /(^|[/-])tables\.ts$/.test(to) && roomOf(to) !== roomOf(path)))
    .map(({ path }) => path);

const hasAuditColumns = ({ text }) => AUDIT_COLUMNS.every((column) => column.test(text));

const placesOf = (files, find, except) =>
  files.flatMap(({ path, text }) => (except?.test(path) ? [] : [...text.matchAll(find)].map(() => path)));

/** The object's class holds no room: it stays small and knows few. */
function objectFigures(files) {
  const object = files.find(({ text }) => /class \w+ extends DurableObject<Env> implements SpaceRpc/.test(text));
  if (!object) throw new Error("no file holds the class of a space's object");
  const imports = object.text.match(/^import /gm) ?? [];
  return [
    { name: "lines of the space's object", aim: 160, now: object.lines, where: [object.path] },
    { name: "imports of the space's object", aim: 15, now: imports.length, where: [object.path] },
  ];
}

function decisions(root) {
  const folder = join(root, "docs/decisions");
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name)).length : 0;
}
