import { expect, it } from "vitest";
import { call } from "../support/api";

const pages: Readonly<Record<string, string>> = import.meta.glob("../../console/src/**/*.tsx", {
  query: "?raw",
  import: "default",
  eager: true,
});
const documents: Readonly<Record<string, string>> = import.meta.glob("../../docs/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});

it("every document that the console leads to is served as it is, as text that no browser runs", async () => {
  const named = Object.values(pages).flatMap((text) => [...text.matchAll(/<DocumentLink to="([^"]*)"/g)]);
  const names = new Set(named.map(([, name = ""]) => name));
  expect([...names].toSorted()).toEqual(["authenticate", "vault-setup"]);
  for (const name of names) {
    const { text, headers } = await call(`GET /docs/${name}.md`);
    expect(text).toBe(documents[`../../docs/${name}.md`]);
    expect(headers.get("content-type")).toMatch(/^text\/markdown\b/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});
