import type { Found } from "../../../../packages/client/src/cli/transfer/source.ts";

export const FORMATS = ["dotenv", "json", "yaml"] as const;
export type Format = (typeof FORMATS)[number];

/** As the command line's import reads the same files. `to`: `app/` is a folder, with a secret for each name; `app` one secret. Throws CliError. */
export async function readSource(text: string, format: Format, to: string): Promise<Found> {
  const target = to === "" || to === "/" ? undefined : to;
  if (format === "dotenv") {
    const { dotenvFile } = await import("../../../../packages/client/src/cli/transfer/files/dotenv.ts");
    return dotenvFile(text, target);
  }
  const { documentOf, parseDocument } = await import("../../../../packages/client/src/cli/transfer/files/document.ts");
  if (format === "json") return documentOf(parseDocument(text), target, true);
  const { parseYaml } = await import("../../../../packages/client/src/cli/transfer/files/yaml.ts");
  const [first = null, ...more] = parseYaml(text);
  const { fileFault } = await import("../../../../packages/client/src/cli/transfer/files/fault.ts");
  if (more.length > 0) throw fileFault("it has more than one document");
  return documentOf(first, target, true);
}

/** What a text looks like, so that nobody has to say it: an object, variables, or else YAML. Pure. */
export function formatOf(text: string, fileName = ""): Format {
  if (/\.json$/i.test(fileName)) return "json";
  if (/\.ya?ml$/i.test(fileName)) return "yaml";
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("{")) return "json";
  return /^(?:export\s+)?[\w.-]+\s*=/m.test(start) && !/^[\w./-]+:(?:\s|$)/m.test(start) ? "dotenv" : "yaml";
}
