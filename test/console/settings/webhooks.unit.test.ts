import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bodyOf,
  chooseEvent,
  draftOf,
  EMPTY_DRAFT,
  isCovered,
  type Webhook,
} from "../../../console/src/pages/settings/webhook-draft.ts";
import { eventGroups } from "../../../console/src/texts/en/webhook-events.ts";
import { EVENT_TYPES } from "../../../src/kernel/event";
import { subscribes, WILDCARDS } from "../../../src/webhooks/matching";

const EVENTS = eventGroups.flatMap(({ events }) => Object.keys(events));
const NAMES = [...EVENTS, "*", ...eventGroups.map(({ wildcard }) => wildcard)];

describe("the form of a webhook", () => {
  it("offers every event and every wildcard that there is", () => {
    expect(EVENTS.toSorted()).toEqual([...EVENT_TYPES].sort());
    expect(["*", ...eventGroups.map(({ wildcard }) => wildcard)].sort()).toEqual([...WILDCARDS].sort());
  });

  it("shows as chosen what the webhook would hear of, whatever was chosen on the way", () => {
    const steps = fc.array(fc.record({ name: fc.constantFrom(...NAMES), isChosen: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (given) => {
        const events = given.reduce<readonly string[]>(
          (all, { name, isChosen }) => chooseEvent(all, name, isChosen),
          [],
        );
        for (const event of EVENTS)
          expect(events.includes(event) || isCovered(events, event)).toBe(subscribes(events, event));
        expect(new Set(events).size).toBe(events.length);
        expect(events.filter((event) => isCovered(events, event))).toEqual([]);
      }),
    );
  });

  it("sends texts without the blanks around them, and only filters that say something", () => {
    expect(bodyOf({ ...EMPTY_DRAFT, name: " a ", url: " https://x.example/ ", events: ["b", "a"] })).toEqual({
      name: "a",
      url: "https://x.example/",
      events: ["a", "b"],
      filters: {},
    });
    expect(bodyOf({ ...EMPTY_DRAFT, pathPrefix: "shop/", secretType: "kv", tags: "a, ,b," }).filters).toEqual({
      path_prefix: "shop/",
      secret_type: "kv",
      tags: ["a", "b"],
    });
  });

  it("sends what was read where nobody typed", () => {
    const webhook: Webhook = {
      ...{ id: "wh_1", name: "hook", url: "https://x.example/", events: ["policy.*", "secret.created"] },
      ...{ filters: { tags: ["a", "b"], path_prefix: "shop/" }, enabled: true, status: "healthy" },
      ...{ created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" },
    };
    const { name, url, events, filters } = webhook;
    expect(bodyOf(draftOf(webhook))).toEqual({ name, url, events, filters });
  });
});
