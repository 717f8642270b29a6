import { expect, it } from "vitest";
import { masked, newStory } from "../../scripts/lib/demo/story.mjs";
import { ToolError } from "../../scripts/lib/project.mjs";

const quiet = () => undefined;
const answering = (status: number, body: unknown) => ({ name: "anna", ask: async () => ({ status, body }) });

it("a demonstration ends at the first claim that does not hold, and says what was found instead", () => {
  const story = newStory(quiet);
  const claim = () => story.holds("the portal got the password", "stand-in", "correct-horse-7");
  expect(claim).toThrow(ToolError);
  expect(claim).toThrow('not so: the portal got the password\n  expected "correct-horse-7"\n  got      "stand-in"');
  expect(story.totals()).toEqual({ steps: 0, checks: 0 });
});

it.each([
  [200, 404, "expected 200, got 404"],
  [[403, "insufficient_scope"] as [number, string], 403, "expected 403 insufficient_scope, got 403 access_denied"],
])("a demonstration ends at an answer other than %j", async (expected, status, said) => {
  const caller = answering(status, { error: { code: "access_denied" } });
  const asked = newStory(quiet).ask(caller, "GET /v1/secrets/a", expected);
  await expect(asked).rejects.toThrow(`GET /v1/secrets/a: ${said}`);
});

it("a demonstration shows requests and answers with their secrets hidden, and counts what held", async () => {
  const lines: string[] = [];
  const story = newStory((line: string) => lines.push(line));
  const caller = answering(201, { id: "tok_1", token: "pst_secret" });
  story.step("A token.");
  await story.ask(caller, "POST /v1/tokens", 201, { body: { password: "correct-horse-7" } });
  story.holds("it is one", [1], [1]);
  expect(lines.map((line) => line.trim())).toEqual([
    "1  A token.",
    "> POST /v1/tokens   (anna)",
    '> {"password":"********"}',
    '< 201 {"id":"tok_1","token":"********"}',
    "= it is one",
  ]);
  expect(story.totals()).toEqual({ steps: 1, checks: 2 });
});

const typing = (code: number, text: string) => ({ name: "anna", run: async () => ({ code, text }) });

it.each([
  [0, 2, "", "expected 0, got 2:\nCode: 403"],
  [2, 0, "", "expected 2, got 0:\nCode: 403"],
  [2, 2, "not there", "expected 2 not there, got 2:\nCode: 403"],
])("a demonstration ends at a command that was to end with %j and ended with %j", async (wanted, code, said, told) => {
  const typed = newStory(quiet).type(typing(code, "Code: 403"), "bao write a password=horse", [wanted, said]);
  await expect(typed).rejects.toThrow(new ToolError(`bao write a password=********: ${told}`));
});

it("a demonstration shows commands and what they print with their secrets hidden", async () => {
  const lines: string[] = [];
  const story = newStory((line: string) => lines.push(line));
  const put = typing(0, '{"auth": {"client_token": "horse", "policies": ["a"]}}\n');
  const printed = await story.type(put, "bao write a password=horse secret_id=horse b=c");
  await story.type(typing(0, '"horse"\n'), "bao kv get -field=password secret/a");
  await story.type(typing(0, "Success! It\nis so.\n"), "bao token revoke a");
  await story.type(typing(0, '{"password": 1.10}'), "bao kv get secret/b", 0, { reveal: true });
  await story.type(typing(2, "Error:\n\nCode: 403. Errors:\n\n* permission denied\n"), "bao kv get secret/c", [
    2,
    "denied",
  ]);
  expect(printed).toContain('"client_token": "horse"');
  expect(lines.map((line) => line.trim())).toEqual([
    "$ bao write a password=******** secret_id=******** b=c   (anna)",
    '< 0 {"auth":{"client_token":"********","policies":["a"]}}',
    "$ bao kv get -field=password secret/a   (anna)",
    "< 0 ********",
    "$ bao token revoke a   (anna)",
    "< 0 Success! It is so.",
    "$ bao kv get secret/b   (anna)",
    '< 0 {"password": 1.10}',
    "$ bao kv get secret/c   (anna)",
    "< 2 Code: 403. Errors: * permission denied",
  ]);
  expect(story.totals()).toEqual({ steps: 0, checks: 5 });
});

it("a demonstration hides secrets at any depth, and shows names of fields", () => {
  expect(masked([{ fieldMap: { password: "pass" }, data: { pass: "x", secret: null }, jwt: "e30.e30.x" }])).toEqual([
    { fieldMap: { password: "pass" }, data: { pass: "********", secret: null }, jwt: "********" },
  ]);
});
