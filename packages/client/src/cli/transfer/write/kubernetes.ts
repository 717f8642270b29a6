import { visible } from "../../shell/visible.ts";
import { type Exact, type ExactObject, exactText } from "../../text/exact-json.ts";
import { BYTES, textInBase64 } from "../files/base64.ts";
import { cannotHold } from "./fault.ts";

const MAX_NAME = 253;

/**
 * A manifest of a Kubernetes Secret for each: named by its path (`shop/db` as `shop-db`), which stands in an annotation as it is. What is no
 * text stands as JSON; a field `….base64` as the bytes that it stands for. Throws CliError where two would have one name.
 */
export function kubernetesText(secrets: ReadonlyMap<string, ExactObject>, namespace: string | undefined): string {
  const taken = new Set<string>();
  const manifests = [...secrets].map(([path, value]) => {
    const name = nameOf(path);
    if (name === "" || name.length > MAX_NAME) throw cannotHold(path, "no name of Kubernetes can be made of it");
    if (taken.has(name)) throw cannotHold(path, `another one would have the name ${visible(name)}, too`);
    taken.add(name);
    const lines = [
      "apiVersion: v1",
      "kind: Secret",
      "metadata:",
      `  name: ${JSON.stringify(name)}`,
      ...(namespace === undefined ? [] : [`  namespace: ${JSON.stringify(namespace)}`]),
      "  annotations:",
      `    postern/path: ${JSON.stringify(path)}`,
      "type: Opaque",
      value.size === 0 ? "data: {}" : "data:",
      ...[...value].map(([field, item]) => `  ${dataLine(path, field, item)}`),
    ];
    return `${lines.join("\n")}\n`;
  });
  return manifests.join("---\n");
}

function dataLine(path: string, field: string, item: Exact): string {
  const isBytes = field.endsWith(BYTES) && typeof item === "string" && textInBase64(item) === null;
  const name = isBytes ? field.slice(0, -BYTES.length) : field;
  if (!/^[-._a-zA-Z0-9]{1,253}$/.test(name)) throw cannotHold(path, "a field's name is none of Kubernetes");
  const text = typeof item === "string" ? item : exactText(item);
  return `${JSON.stringify(name)}: ${isBytes ? text : Buffer.from(text, "utf8").toString("base64")}`;
}

const nameOf = (path: string): string =>
  path
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, "-")
    .replaceAll(/(^|\.)[-.]+|[-.]+(?=\.|$)/g, "$1");
