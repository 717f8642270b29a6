import { type Case, type Step, short } from "../case";

const A = "secret/data/a";
const THREE: readonly Step[] = [1, 2, 3].map((k) => ({ call: `POST ${A}`, body: { data: { k } } }));
const metadata: Step = { call: "GET secret/metadata/a" };
const mark = (verb: string, versions: unknown): Step => ({ call: `POST secret/${verb}/a`, body: { versions } });
const VERBS = ["delete", "undelete", "destroy"] as const;

/** Forms of the list of versions that a client may send. */
const FORMS: readonly unknown[] = [
  undefined,
  {},
  { versions: [] },
  { versions: null },
  { versions: 1 },
  { versions: "1" },
  { versions: "1,2" },
  { versions: "1, 2" },
  { versions: "1,,2," },
  { versions: "0x1,02" },
  { versions: [" 1"] },
  { versions: [true, "", null] },
  { versions: ["1", "2"] },
  { versions: [1, 1] },
  { versions: [9] },
  { versions: [0] },
  { versions: [-1] },
  { versions: ["x"] },
  { versions: [1.5] },
  { versions: {} },
  [1],
];

export const KV_VERSIONS: readonly Case[] = [
  {
    name: "a delete marks the current version",
    steps: [
      ...THREE,
      { call: `DELETE ${A}` },
      { call: `GET ${A}` },
      { call: `GET ${A}?version=3` },
      { call: `GET ${A}?version=2` },
      metadata,
    ],
  },
  {
    name: "a second delete changes nothing",
    steps: [...THREE, { call: `DELETE ${A}` }, { call: `DELETE ${A}` }, { call: `GET ${A}` }],
  },
  {
    name: "a delete of what is not there succeeds",
    steps: [
      { call: "DELETE secret/data/missing" },
      { call: "GET secret/data/missing" },
      { call: "GET secret/metadata/missing" },
    ],
  },
  {
    name: "a write goes on after a deleted version",
    steps: [
      ...THREE,
      { call: `DELETE ${A}` },
      { call: `POST ${A}`, body: { data: { k: 4 } } },
      { call: `GET ${A}` },
      metadata,
    ],
  },
  {
    name: "versions are deleted and brought back one by one",
    steps: [
      ...THREE,
      mark("delete", [1, 2]),
      { call: `GET ${A}?version=1` },
      mark("undelete", [1]),
      { call: `GET ${A}?version=1` },
      { call: `GET ${A}?version=2` },
      { call: `GET ${A}` },
      metadata,
    ],
  },
  {
    name: "the current version is deleted and brought back",
    steps: [...THREE, mark("delete", [3]), { call: `GET ${A}` }, mark("undelete", [3]), { call: `GET ${A}` }],
  },
  {
    name: "a destroyed version stays in the list without its value",
    steps: [
      ...THREE,
      mark("destroy", [1, 3]),
      { call: `GET ${A}` },
      { call: `GET ${A}?version=1` },
      { call: `GET ${A}?version=2` },
      metadata,
    ],
  },
  {
    name: "a destroyed version is not brought back",
    steps: [
      ...THREE,
      mark("delete", [1]),
      mark("destroy", [1]),
      mark("undelete", [1]),
      { call: `GET ${A}?version=1` },
      metadata,
    ],
  },
  {
    name: "a destroyed version is not deleted again",
    steps: [...THREE, mark("destroy", [2]), mark("delete", [2]), mark("destroy", [2]), metadata],
  },
  {
    name: "unknown versions beside known ones are left out",
    steps: [...THREE, mark("delete", [1, 99]), mark("destroy", [2, 98]), metadata],
  },
  {
    name: "PUT does as POST",
    steps: [...THREE, ...VERBS.map((verb) => ({ call: `PUT secret/${verb}/a`, body: { versions: [2] } })), metadata],
  },
  ...VERBS.flatMap((verb) =>
    FORMS.map((body) => ({
      name: `${verb} with ${short(body)}`,
      steps: [
        ...THREE.slice(0, 2),
        { call: `POST secret/${verb}/a`, ...(body === undefined ? {} : { body }) },
        metadata,
      ],
    })),
  ),
  ...VERBS.map((verb) => ({
    name: `${verb} is refused to others, and by other methods`,
    steps: [
      ...THREE.slice(0, 1),
      ...(["nobody", "stranger", "plain", "reader"] as const).map((as) => ({
        call: `POST secret/${verb}/a`,
        as,
        body: { versions: [1] },
      })),
      ...["GET", "DELETE"].map((method) => ({ call: `${method} secret/${verb}/a` })),
      { call: `POST secret/${verb}/missing`, body: { versions: [1] } },
      metadata,
    ],
  })),
  {
    name: "all versions of a deleted secret may be destroyed",
    steps: [
      ...THREE,
      { call: `DELETE ${A}` },
      mark("destroy", [1, 2, 3]),
      metadata,
      { call: `POST ${A}`, body: { data: { k: 4 }, options: { cas: 3 } } },
      { call: `GET ${A}` },
    ],
  },
];
