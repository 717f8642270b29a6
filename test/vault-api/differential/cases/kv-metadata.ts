import { type Case, one, type Step, short } from "../case";

const M = "secret/metadata/a";
const read: Step = { call: `GET ${M}` };
const put = (body: unknown): Step => ({ call: `POST ${M}`, body });
const patch = (body: unknown): Step => ({ call: `PATCH ${M}`, body });
const write: Step = { call: "POST secret/data/a", body: { data: { k: 1 } } };
const FULL = {
  max_versions: 7,
  cas_required: true,
  delete_version_after: "1h30m",
  custom_metadata: { a: "1", b: "2" },
};
const posted = (body: unknown): Case => ({
  name: `metadata POST ${short(body)}`,
  steps: [put(FULL), put(body), read],
});
const patched = (body: unknown): Case => ({
  name: `metadata PATCH ${short(body)}`,
  steps: [put(FULL), patch(body), read],
});
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, "v"]));

const BODIES: readonly unknown[] = [
  {},
  { unknown: 1 },
  ...[5, "4", 0, null, 1.5, "x", "010", "0x5", "0b11", "1_0", "08", " 4", "+4", -1, 101].map((max_versions) => ({
    max_versions,
  })),
  ...[false, "true", 1, 0, null, "x", 2, 1.5, -1, "T", " true", [], {}].map((cas_required) => ({ cas_required })),
  ...[
    ...[
      "0s",
      0,
      3600,
      "3600",
      "90m",
      "1d",
      "1.5h",
      "",
      null,
      "x",
      "-1s",
      -1,
      1.5,
      false,
      "1.5",
      "+90",
      "05",
      " 5",
      "0x5",
    ],
    ...[
      "1500ms",
      "1us",
      "1\u00b5s",
      "1\u03bcs",
      "1ns",
      ".5h",
      "1.h",
      "+1h",
      "1h1h",
      "1m1h",
      "1h 30m",
      "1H",
      "1w",
      "1y",
    ],
    ...["+1d", "01d", "1.5d", "1d12h", "1h1d", "d", "1D", "-1d", "100000h"],
  ].map((delete_version_after) => ({ delete_version_after })),
  ...[
    {},
    null,
    { c: "3" },
    { a: 1, b: true, c: 1.5 },
    { a: null },
    { a: "" },
    { a: {} },
    { a: ["x"] },
    { "": "x" },
    "x",
    ["a=b"],
    [{ c: "3" }],
    { k: "v".repeat(512) },
    { k: "v".repeat(513) },
    { ["k".repeat(128)]: "v" },
    { ["k".repeat(129)]: "v" },
    { k: "a\nb" },
    { k: "é" },
    keys(64),
    keys(65),
  ].map((custom_metadata) => ({ custom_metadata })),
];
const PATCHES: readonly unknown[] = [
  {},
  { unknown: 1 },
  { max_versions: 3 },
  { max_versions: null },
  { cas_required: null },
  { cas_required: false },
  { delete_version_after: null },
  { delete_version_after: "2h" },
  { custom_metadata: { b: null, c: "3" } },
  { custom_metadata: null },
  { custom_metadata: "x" },
  { custom_metadata: { a: {} } },
  { cas_required: "x" },
  { delete_version_after: "-1s" },
  { max_versions: "x" },
];

export const KV_METADATA: readonly Case[] = [
  one(`POST ${M}`, { body: '{"max_versions":2.0}' }),
  one(`POST ${M}`, { body: '{"max_versions":1e1}' }),
  { name: "metadata of a written secret", steps: [write, read] },
  {
    name: "metadata before any version",
    steps: [
      put(FULL),
      read,
      { call: "GET secret/data/a" },
      { call: "DELETE secret/data/a" },
      { call: "GET secret/metadata/?list=true" },
    ],
  },
  one("GET secret/metadata/missing"),
  one(`POST ${M}`),
  ...BODIES.map(posted),
  ...PATCHES.map(patched),
  { name: "metadata PATCH of what is not there", steps: [patch({ max_versions: 2 }), read] },
  {
    name: "metadata PATCH as JSON",
    steps: [put(FULL), { call: `PATCH ${M}`, body: { max_versions: 2 }, type: "application/json" }, read],
  },
  {
    name: "custom metadata is in every answer about a version",
    steps: [
      put({ custom_metadata: { team: "x" } }),
      write,
      { call: "GET secret/data/a" },
      { call: "GET secret/subkeys/a" },
      { call: "DELETE secret/data/a" },
      { call: "GET secret/data/a" },
    ],
  },
  {
    name: "cas_required asks every write for cas",
    steps: [
      put({ cas_required: true }),
      write,
      { call: "POST secret/data/a", body: { data: { k: 1 }, options: { cas: 0 } } },
      { call: "PATCH secret/data/a", body: { data: { k: 2 } } },
      { call: "PATCH secret/data/a", body: { data: { k: 2 }, options: { cas: 1 } } },
      { call: "GET secret/data/a" },
    ],
  },
  {
    name: "delete_version_after dates every new version",
    steps: [
      write,
      put({ delete_version_after: "1h" }),
      { call: "GET secret/data/a" },
      write,
      { call: "GET secret/data/a" },
      read,
    ],
  },
  {
    name: "an undeleted version is dated anew",
    steps: [
      put({ delete_version_after: "1h" }),
      write,
      { call: "DELETE secret/data/a" },
      { call: "POST secret/undelete/a", body: { versions: [1] } },
      { call: "GET secret/data/a" },
    ],
  },
  {
    name: "max_versions keeps the newest",
    steps: [
      put({ max_versions: 2 }),
      write,
      write,
      write,
      read,
      { call: "GET secret/data/a?version=1" },
      put({ max_versions: 1 }),
      read,
      write,
      read,
    ],
  },
  { name: "ten versions are kept where nothing is said", steps: [...Array.from({ length: 12 }, () => write), read] },
  {
    name: "metadata_cas guards metadata",
    steps: [
      put({ metadata_cas: 1, max_versions: 2 }),
      put({ metadata_cas: 0, max_versions: 2 }),
      put({ metadata_cas: 0, max_versions: 3 }),
      put({ metadata_cas: 1, max_versions: 3 }),
      patch({ metadata_cas: 1, max_versions: 4 }),
      patch({ metadata_cas: 2, max_versions: 4 }),
      put({ metadata_cas: "x" }),
      put({ metadata_cas: null }),
      read,
    ],
  },
  {
    name: "metadata_cas_required asks for metadata_cas",
    steps: [
      put({ metadata_cas_required: true }),
      put({ max_versions: 3 }),
      patch({ max_versions: 3 }),
      put({ metadata_cas: 1, max_versions: 3 }),
      read,
      write,
      read,
    ],
  },
  {
    name: "a deleted metadata is a secret that never was",
    steps: [
      write,
      write,
      { call: `DELETE ${M}` },
      read,
      { call: "GET secret/data/a" },
      write,
      { call: "GET secret/data/a" },
      { call: `DELETE ${M}` },
      { call: `DELETE ${M}` },
    ],
  },
  ...(["nobody", "stranger", "plain", "reader"] as const).map((as) => ({
    name: `metadata as ${as}`,
    steps: [put(FULL), { ...read, as }, { ...put({}), as }, { ...patch({}), as }, { call: `DELETE ${M}`, as }],
  })),
];
