import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasOpenBao } from "../../support/openbao";
import { CASES } from "./cases/all";
import { answersThatDiffer, type Found } from "./compare";
import { DIFFERENCES } from "./differences/all";
import { newJudge } from "./openbao";
import { postern } from "./postern";
import { observe } from "./run";
import { verdictOf } from "./verdict";

/** The same calls to a real OpenBao and to this house: what differs is on the list, and what is on the list differs. */
describe.skipIf(!hasOpenBao)("against a real OpenBao", () => {
  let judge: Awaited<ReturnType<typeof newJudge>>;
  const found: Found[] = [];

  beforeAll(async () => {
    judge = await newJudge();
  });
  afterAll(() => judge.stop());

  it.each(CASES)("the same is answered: $name", async (one) => {
    const [expected, given] = await Promise.all([observe(judge, one), observe(postern, one)]);
    const here = one.steps.flatMap(({ call }, at) => {
      const [theirs, ours] = [expected[at], given[at]];
      if (!theirs || !ours) throw new Error(`step ${at + 1} was not answered`);
      return answersThatDiffer(`${one.name} > ${at + 1} ${call}`, theirs, ours);
    });
    found.push(...here);
    expect(verdictOf(here, DIFFERENCES).unlisted).toEqual([]);
  });

  it("every difference on the list is still needed", () => {
    expect(verdictOf(found, DIFFERENCES).unneeded).toEqual([]);
  });
});
