import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasOpenBao } from "../../support/openbao";
import { CASES } from "./cases/all";
import { type Found, fieldsThatDiffer } from "./compare";
import { DIFFERENCES } from "./differences";
import { newJudge } from "./openbao";
import { observe, type Server } from "./run";
import { verdictOf } from "./verdict";

/** The same calls to a real OpenBao and to its second: what differs is on the list, and what is on the list differs. */

describe.skipIf(!hasOpenBao)("against a real OpenBao", () => {
  let judge: Awaited<ReturnType<typeof newJudge>>;
  let other: Server & { stop(): Promise<void> };
  const found: Found[] = [];

  beforeAll(async () => {
    [judge, other] = await Promise.all([newJudge("OpenBao"), newJudge("a second OpenBao")]);
  });
  afterAll(() => Promise.all([judge.stop(), other.stop()]));

  it.each(CASES)("the same is answered: $name", async (one) => {
    const [expected, given] = await Promise.all([observe(judge, one), observe(other, one)]);
    const here = one.steps.flatMap(({ call }, at) =>
      fieldsThatDiffer(`${one.name} > ${at + 1} ${call}`, expected[at], given[at]),
    );
    found.push(...here);
    expect(verdictOf(here, DIFFERENCES).unlisted).toEqual([]);
  });

  it("every difference on the list is still needed", () => {
    expect(verdictOf(found, DIFFERENCES).unneeded).toEqual([]);
  });
});
