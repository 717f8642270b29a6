import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { runCommand, temporaryFolder } from "../vault-api/clients/command";
import { hasServer, token, url, writeDocument } from "./support";

const generator = inject("pythonGenerator");

it.skipIf(!hasServer || generator === null)(
  "openapi-python-client makes a package of the document, without a warning, that imports whole, and puts, gets and lists",
  async () => {
    const folder = temporaryFolder();
    const config = join(folder, "config.json");
    // Its own formatter is no part of what is tried.
    writeFileSync(config, JSON.stringify({ post_hooks: [] }));
    const made = join(folder, "made");
    const python = (...args: string[]) =>
      runCommand("python3", ["-B", ...args], {
        HOME: folder,
        PYTHONPATH: `${made}:${generator}`,
        POSTERN_URL: url,
        POSTERN_TOKEN: token,
      });

    const named = [
      "--path",
      await writeDocument(folder),
      "--output-path",
      made,
      "--config",
      config,
      "--fail-on-warning",
    ];
    expect(await python("-m", "openapi_python_client", "generate", ...named)).toMatchObject({ code: 0, err: "" });
    const { code, out, err } = await python(join(import.meta.dirname, "python_client.py"));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toEqual({
      created: true,
      version: 1,
      data: { user: "app", port: 5432 },
      paths: ["made/python/db/main"],
      code: "secret_not_found",
      modules: expect.any(Number),
    });
  },
);
