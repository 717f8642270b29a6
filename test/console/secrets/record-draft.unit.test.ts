import { describe, expect, it } from "vitest";
import {
  changesOfRecord,
  faultsOf,
  localTime,
  patchBetween,
  type RecordDraft,
  rebased,
  recordDraftOf,
} from "../../../console/src/pages/secrets/record-draft.ts";
import type { SecretRecord } from "../../../console/src/pages/secrets/types.ts";

const RECORD: SecretRecord = {
  path: "app/db",
  secret_type: "kv",
  current_version: 3,
  version_count: 3,
  metadata: { description: "Orders", tags: ["a", "b"], tier: 2, hot: true, note: "x" },
  created_at: "2026-05-11T09:30:00Z",
  updated_at: "2026-05-11T09:30:00Z",
  last_accessed_at: null,
  access_count_30d: 0,
  expires_at: "2026-06-01T10:00:00Z",
  max_versions: 10,
  notify_before: ["7d"],
  cas_required: false,
  delete_version_after: null,
  secret_policy_id: null,
  rotation_policy: null,
};
const DRAFT = recordDraftOf(RECORD);
const NAMES: Record<keyof RecordDraft, string> = {
  description: "Description",
  owner: "Owner",
  tags: "Tags",
  others: "Others",
  expires: "Ends",
  maxVersions: "Kept",
  deleteAfter: "Deleted",
};

describe("the draft of what describes a secret", () => {
  it("has the faults that can be told before anybody is asked", () => {
    expect(faultsOf({ ...DRAFT, others: "a=1\n\nb" })).toEqual({ others: 3 });
    for (const maxVersions of ["0", "101", "ten", "1.5", "-1"])
      expect(faultsOf({ ...DRAFT, maxVersions })).toEqual({ maxVersions: true });
    expect(faultsOf(DRAFT)).toBe(undefined);
    expect(faultsOf({ ...DRAFT, maxVersions: "" })).toBe(undefined);
  });

  it("shows a secret as texts", () => {
    expect(DRAFT).toEqual({
      description: "Orders",
      owner: "",
      tags: "a, b",
      others: "tier=2\nhot=true\nnote=x",
      expires: localTime("2026-06-01T10:00:00Z"),
      maxVersions: "10",
      deleteAfter: "",
    });
  });

  it("sends nothing that nobody changed", () => {
    expect(patchBetween(DRAFT, { ...DRAFT, description: " Orders " })).toEqual({});
  });

  it("sends what was changed, and null for what was emptied", () => {
    const after = {
      ...DRAFT,
      description: "",
      owner: "team",
      tags: "b,, c ,b",
      others: "tier=3\nnote=\n__proto__=1",
      expires: "",
      maxVersions: "",
      deleteAfter: "90d",
    };
    const patch = patchBetween(DRAFT, after);
    expect(Object.entries(patch.metadata ?? {})).toEqual([
      ["description", null],
      ["owner", "team"],
      ["tags", ["b", "c"]],
      ["tier", 3],
      ["note", ""],
      ["__proto__", 1],
      ["hot", null],
    ]);
    expect(patch.options).toEqual({ expires_at: null, max_versions: null, delete_version_after: "90d" });
  });

  it("sends an end as the instant that the reader's clock means", () => {
    const expires = localTime("2027-01-01T00:00:00Z");
    expect(patchBetween(DRAFT, { ...DRAFT, expires })).toEqual({ options: { expires_at: "2027-01-01T00:00:00.000Z" } });
  });

  it("lists what changes, before and after", () => {
    expect(changesOfRecord(DRAFT, { ...DRAFT, owner: "x", tags: "" }, NAMES)).toEqual([
      { name: "Owner", before: "", after: "x" },
      { name: "Tags", before: "a, b", after: "" },
    ]);
  });

  it("leaves to somebody else what one did not change oneself", () => {
    const theirs = { ...DRAFT, description: "Theirs", owner: "they" };
    const mine = { ...DRAFT, description: "Mine", tags: "z" };
    expect(rebased(DRAFT, mine, theirs)).toEqual({ ...DRAFT, description: "Mine", owner: "they", tags: "z" });
  });
});
