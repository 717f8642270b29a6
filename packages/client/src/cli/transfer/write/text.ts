import type { ExactObject } from "../../text/exact-json.ts";
import { jsonText, yamlText } from "./document.ts";
import { dotenvText } from "./dotenv.ts";
import { kubernetesText } from "./kubernetes.ts";

export type ExportFormat = "dotenv" | "json" | "yaml" | "k8s";

export interface Rendering {
  /** dotenv: names begin with the path. */
  readonly isPathNamed: boolean;
  /** k8s: of the manifests. */
  readonly namespace: string | undefined;
}

/** Secrets by path, as a file of this format has them. Throws CliError where the format can't hold them. */
export function textOf(
  format: ExportFormat,
  secrets: ReadonlyMap<string, ExactObject>,
  { isPathNamed, namespace }: Rendering,
): string {
  switch (format) {
    case "json":
      return jsonText(secrets);
    case "yaml":
      return yamlText(secrets);
    case "dotenv":
      return dotenvText(secrets, isPathNamed);
    case "k8s":
      return kubernetesText(secrets, namespace);
  }
}
