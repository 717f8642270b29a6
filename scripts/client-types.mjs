import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { readOptions } from "./lib/arguments.mjs";
import { readDocument, readErrorCodes } from "./lib/document.mjs";
import { inProject, requireBundledNode, runMain, ToolError } from "./lib/project.mjs";

/** `npm run client:types`: what the client knows of the API, made from the document that the API itself gives. */
const USAGE = `usage: npm run client:types [-- --check]
  --check  writes nothing, and fails for a file that is not what would be written`;
const FOLDER = inProject("packages", "client", "src", "generated");
const HEADING = "// Made by `npm run client:types` from the API's own document. Do not edit.\n\n";

/** All errors have one shape, so it is said once for each operation and not for each of its fifteen statuses. */
function withOneError(document) {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const answers = operations.flatMap(({ responses }) => Object.entries(responses));
  const [, error] = answers.find(([status]) => isError(status)) ?? [];
  if (error === undefined) throw new ToolError("the document has no error");
  for (const operation of operations) {
    const successes = Object.entries(operation.responses).filter(([status]) => !isError(status));
    operation.responses = {
      ...Object.fromEntries(successes),
      default: { description: "An error.", content: error.content },
    };
  }
  return document;
}
const isError = (status) => Number(status) >= 400;

const codesText = (codes) =>
  `/** What \`error.code\` may be. */\nexport type ErrorCode =\n${codes.map((code) => `  | "${code}"`).join("\n")};\n`;

await runMain(async () => {
  requireBundledNode();
  const { check } = readOptions({ check: { type: "boolean" } }, USAGE);
  const schema = await openapiTS(withOneError(await readDocument()), {
    alphabetize: true,
    silent: true,
    // What has a default may be left out of a request.
    defaultNonNullable: false,
  });
  const files = { "schema.ts": astToString(schema), "error-codes.ts": codesText(await readErrorCodes()) };
  for (const [name, text] of Object.entries(files)) {
    const path = join(FOLDER, name);
    if (!check) writeFileSync(path, HEADING + text);
    else if (readFileSync(path, "utf8") !== HEADING + text)
      throw new ToolError(`packages/client/src/generated/${name} is stale; run npm run client:types`);
  }
});
