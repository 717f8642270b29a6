import { type Case, type Step, short } from "../case";

const read: Step = { call: "GET secret/config" };
const put = (body: unknown): Step => ({ call: "POST secret/config", body });
const set = (body: unknown): Case => ({ name: `config POST ${short(body)}`, steps: [put(body), read] });
const write = (options?: unknown): Step => ({
  call: "POST secret/data/a",
  body: { data: { k: 1 }, ...(options === undefined ? {} : { options }) },
});

export const KV_CONFIG: readonly Case[] = [
  { name: "config as it is at first", steps: [read] },
  ...[
    {},
    { max_versions: 5, cas_required: true, delete_version_after: "2h", metadata_cas_required: true },
    { max_versions: "6" },
    { max_versions: "x" },
    { cas_required: "x" },
    { cas_required: "true" },
    { delete_version_after: "x" },
    { delete_version_after: 0 },
    { delete_version_after: 90 },
    { max_versions: 0 },
    { max_versions: 101 },
    { max_versions: -1 },
    { unknown: 1 },
  ].map(set),
  { name: "PUT of config does as POST", steps: [{ call: "PUT secret/config", body: { max_versions: 3 } }, read] },
  {
    name: "config asks every secret for cas",
    steps: [
      put({ cas_required: true }),
      write(),
      write({ cas: 0 }),
      { call: "GET secret/metadata/a" },
      { call: "POST secret/metadata/a", body: { cas_required: false } },
    ],
  },
  {
    name: "config asks all metadata for metadata_cas",
    steps: [
      put({ metadata_cas_required: true }),
      { call: "POST secret/metadata/a", body: { max_versions: 2 } },
      { call: "POST secret/metadata/a", body: { max_versions: 2, metadata_cas: 0 } },
      { call: "GET secret/metadata/a" },
    ],
  },
  {
    name: "config dates every new version, a secret may say less and not more",
    steps: [
      put({ delete_version_after: "2h" }),
      write(),
      { call: "GET secret/data/a" },
      { call: "POST secret/metadata/a", body: { delete_version_after: "1h" } },
      write(),
      { call: "GET secret/data/a" },
      { call: "POST secret/metadata/a", body: { delete_version_after: "3h" } },
      write(),
      { call: "GET secret/data/a" },
      { call: "GET secret/metadata/a" },
    ],
  },
  {
    name: "config keeps so many versions where a secret says nothing",
    steps: [put({ max_versions: 2 }), write(), write(), write(), { call: "GET secret/metadata/a" }],
  },
  {
    name: "config is refused to others, and by other methods",
    steps: [
      ...(["nobody", "stranger", "plain", "reader"] as const).flatMap((as) => [
        { ...read, as },
        { ...put({ max_versions: 2 }), as },
      ]),
      { call: "DELETE secret/config" },
      { call: "PATCH secret/config", body: {} },
      { call: "GET secret/config/" },
      { call: "GET secret/config/x" },
      read,
    ],
  },
];
