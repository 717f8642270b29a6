import { inArray, lte, min } from "drizzle-orm";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import type { Module } from "../kernel/module";
import { lookUpWrap, rewrapAnswer, unwrapAnswer, wrapAnswer } from "./operations";
import { wrappedAnswers } from "./tables";

const firstEndMs = numberBy((db) => db.select({ ms: min(wrappedAnswers.expiresAtMs) }).from(wrappedAnswers));

const BATCH = 500;

/** Rows whose time is over. Calls decide by the time themselves, so this only makes room. */
const removeExpired: Job = {
  name: "wrapping.expire",
  nextDueMs: ({ db }) => firstEndMs(db),
  run({ db, now }) {
    const over = db
      .select({ id: wrappedAnswers.id })
      .from(wrappedAnswers)
      .where(lte(wrappedAnswers.expiresAtMs, now))
      .limit(BATCH);
    db.delete(wrappedAnswers).where(inArray(wrappedAnswers.id, over)).run();
  },
};

export const wrappingModule: Module = {
  operations: [wrapAnswer, lookUpWrap, unwrapAnswer, rewrapAnswer],
  jobs: [removeExpired],
};
