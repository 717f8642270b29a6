import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { objectOf, placeOf, secondOfId } from "../../../console/src/pages/audit/entry.ts";
import { activitySpan, exportBody, filtersIn } from "../../../console/src/pages/audit/filters.ts";
import { actionGroups } from "../../../console/src/texts/en/audit-actions.ts";
import { ACTION_NAMES } from "../../../src/audit/actions";
import { ulid } from "../../../src/crypto/random";

const NOW = Date.parse("2026-06-15T12:00:00Z");

describe("the filters of the log", () => {
  it("are those of the address, and what else stands there is none", () => {
    const address = new URLSearchParams("action=read&identity_id=+user:anna+&x=1&from=&trust_id=tr_1");
    expect(filtersIn((name) => address.get(name) ?? "")).toEqual({
      action: "read",
      identity_id: "user:anna",
      trust_id: "tr_1",
    });
  });

  it("narrow down an export as they narrow down the page; without a span it is of all time", () => {
    expect(exportBody({}, "jsonl")).toEqual({ format: "jsonl", from: "1970-01-01", to: "9999-12-31" });
    expect(exportBody({ from: "2026-01-01", success: "false", action: "read" }, "csv")).toEqual({
      format: "csv",
      from: "2026-01-01",
      to: "9999-12-31",
      filters: { action: "read", success: false },
    });
  });

  it("leave the activity a span that the API counts, the newest days of it", () => {
    expect(activitySpan({}, NOW)).toEqual({ from: "2026-05-17", to: "2026-06-15" });
    expect(activitySpan({ from: "2026-06-10" }, NOW)).toEqual({ from: "2026-06-10", to: "2026-06-15" });
    expect(activitySpan({ from: "2020-01-01", to: "2026-03-31" }, NOW)).toEqual({
      from: "2025-12-30",
      to: "2026-03-31",
    });
    expect(activitySpan({ from: "2027-01-01", to: "9999-12-31" }, NOW)).toEqual({
      from: "2026-06-15",
      to: "2026-06-15",
    });
    expect(activitySpan({ from: "yesterday" }, NOW)).toEqual({ from: "2026-05-17", to: "2026-06-15" });
  });

  it("never leave the activity more than 92 days, or days in the wrong order", () => {
    const day = fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const dayOf = (date: Date) => date.toISOString().slice(0, 10);
        const { from, to } = activitySpan({ ...(a && { from: dayOf(a) }), ...(b && { to: dayOf(b) }) }, NOW);
        const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
        expect(days).toBeGreaterThanOrEqual(1);
        expect(days).toBeLessThanOrEqual(92);
      }),
    );
  });

  it("offer every action that there is, each with a sentence", () => {
    const offered = actionGroups.flatMap(({ actions }) => Object.entries(actions));
    expect(offered.map(([name]) => name).sort()).toEqual(ACTION_NAMES);
    expect(offered.filter(([, text]) => text.length < 10)).toEqual([]);
  });
});

describe("an entry", () => {
  it.each([
    "",
    "log_",
    "req_01m8ntjrmcgfyv5tzjf57y7k24",
    "log_81m8ntjrmcgfyv5tzjf57y7k24",
    `log_${"7".repeat(26)}`,
    "log_01M8NTJRMCGFYV5TZJF57Y7K24",
  ])("is found by no id such as %j", (id) => expect(secondOfId(id)).toBe(undefined));

  it("is found in the second that its id was made in", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.parse("9999-12-31T23:59:58.999Z") }), (ms) => {
        const { from = "", to = "" } = secondOfId(`log_${ulid(ms)}`) ?? {};
        expect(Date.parse(from)).toBe(Math.floor(ms / 1000) * 1000);
        expect(Date.parse(to)).toBe(Date.parse(from) + 1000);
      }),
    );
  });

  it("leads to what it names, and to nothing of what names no page", () => {
    expect(placeOf("secret_path", "shop/a b/%?#")).toBe("/console/secret/shop/a%20b/%25%3F%23");
    expect(placeOf("target_identity_id", "user:anna")).toBe("/console/identities/user%3Aanna");
    expect(placeOf("credential_id", "javascript:alert(1)")).toBe("/console/credentials/javascript%3Aalert(1)");
    expect(placeOf("identity_id", "system:scheduler")).toBe(undefined);
    expect([placeOf("toString", "x"), placeOf("name", "x"), placeOf("policy_id", 7)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is about its secret, or about what else it names", () => {
    expect(objectOf({ secret_path: "shop/db", extra_data: { name: "x" } })).toBe("shop/db");
    expect(objectOf({ secret_path: null, extra_data: { policy_id: "pol_1", name: "readers" } })).toBe("readers");
    expect(objectOf({ secret_path: null, extra_data: { rules: 1, policy_id: "pol_1" } })).toBe("pol_1");
    expect(objectOf({ secret_path: null, extra_data: { version: 1 } })).toBe("");
  });
});
