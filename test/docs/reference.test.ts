import { expect, it } from "vitest";
import type { Document } from "../../reference/src/model/document";
import { groupsOf, WEBHOOKS } from "../../reference/src/model/operations";
import { filledAtFirst, missingIn, requestOf } from "../../reference/src/model/request";
import { LANGUAGES, sampleOf } from "../../reference/src/model/samples";
import { ERRORS, wireOf } from "../../src/errors";
import { call } from "../support/api";

const read = async (): Promise<Document> => (await call("GET /openapi.json")).body;

it("the documentation page has each operation of the document once, and each event", async () => {
  const document = await read();
  const shown = groupsOf(document).flatMap(({ operations }) => operations);
  const described = Object.values(document.paths).flatMap((item) => Object.values(item));
  const calls = shown.filter(({ isWebhook }) => !isWebhook);
  expect(calls.map(({ id }) => id).toSorted()).toEqual(described.map(({ operationId }) => operationId).toSorted());
  expect(groupsOf(document).at(-1)?.name).toBe(WEBHOOKS);
  expect(shown.filter(({ isWebhook }) => isWebhook).map(({ path }) => path)).toEqual(
    Object.keys(document.webhooks ?? {}),
  );
  expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
});

it("the documentation page leaves out nothing that the document says of a refusal, and knows each code", async () => {
  const known = new Set<string>(Object.keys(ERRORS).map((key) => wireOf(key as keyof typeof ERRORS).code));
  const document = await read();
  for (const { operations } of groupsOf(document))
    for (const { id, path, method, isWebhook, refusals, answers } of operations) {
      const responses = (isWebhook ? document.webhooks : document.paths)?.[path]?.[method]?.responses ?? {};
      const shown = [
        ...answers.map(({ status, description }) => [status, description]),
        ...refusals.map(({ status, codes }) => [status, codes.map((code) => `\`${code}\``).join(", ")]),
      ];
      const described = Object.entries(responses).map(([status, { description }]) => [status, description]);
      expect([id, shown.toSorted()]).toEqual([id, described.toSorted()]);
      expect(refusals.flatMap(({ codes }) => codes).filter((code) => !known.has(code))).toEqual([]);
    }
});

it("the documentation page has a sample of each operation in each language", async () => {
  for (const { operations } of groupsOf(await read()))
    for (const operation of operations.filter(({ isWebhook }) => !isWebhook)) {
      const filled = filledAtFirst(operation);
      for (const language of LANGUAGES) {
        const sample = sampleOf(language, requestOf(operation, filled), "https://postern.example");
        expect([operation.id, sample]).not.toEqual([operation.id, expect.stringContaining("undefined")]);
        expect([operation.id, sample.includes("POSTERN_TOKEN")]).toEqual([operation.id, operation.takesToken]);
      }
      // What a request cannot be sent without is there, but for ids of things that nobody made yet.
      expect(missingIn(operation, filled)).not.toContain("body");
    }
});
