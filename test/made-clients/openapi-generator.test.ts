import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { runCommand, temporaryFolder } from "../vault-api/clients/command";
import { hasServer, token, url, writeDocument } from "./support";

const generator = inject("openapiGenerator");
/** The package has no way to be run as a module. */
const RUN = "import sys, openapi_generator_cli; sys.exit(openapi_generator_cli.cli())";

it.skipIf(!hasServer || generator === null)(
  "openapi-generator makes a Python package of the document that imports whole, and puts, gets and lists",
  async () => {
    const folder = temporaryFolder();
    const made = join(folder, "made");
    const python = (...args: string[]) =>
      runCommand("python3", ["-B", ...args], {
        HOME: folder,
        PYTHONPATH: `${made}:${generator}`,
        POSTERN_URL: url,
        POSTERN_TOKEN: token,
      });

    const file = await writeDocument(folder);
    // It takes these for calls, and writes code of them that is none: docs/generated-clients.md says to leave them out.
    const { webhooks, ...document } = JSON.parse(readFileSync(file, "utf8"));
    expect(Object.keys(webhooks)).toContain("webhook.test");
    writeFileSync(file, JSON.stringify(document));
    const named = ["-i", file, "-g", "python", "-o", made, "--package-name", "postern_client"];
    expect(await python("-c", RUN, "generate", ...named)).toMatchObject({ code: 0 });
    const { code, out, err } = await python(join(import.meta.dirname, "openapi_generator_client.py"));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toEqual({
      created: true,
      version: 1,
      data: { user: "app", port: 5432 },
      paths: ["made/generator/db/main"],
      code: "secret_not_found",
      modules: expect.any(Number),
    });
  },
);
