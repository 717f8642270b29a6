import { type Exact, type ExactObject, isExactObject } from "../../text/exact-json.ts";
import { type Entry, type Found, inFolder, type Refused } from "../source.ts";
import { BYTES, textInBase64 } from "./base64.ts";
import { fileFault, isFolder, objectEntry, type Target } from "./fault.ts";

/**
 * Manifests of Kubernetes Secrets (v1), also those in a `List`, as `kubectl get secrets -o yaml` prints them. Each becomes
 * `NAMESPACE/NAME`; `stringData` wins over `data`, as in a cluster. To one path, a single manifest's data alone.
 */
export function kubernetesFile(documents: readonly Exact[], to: Target): Found {
  const entries: Entry[] = [];
  const refused: Refused[] = [];
  const manifests = documents.flatMap(itemsOf);
  if (!isFolder(to) && manifests.length !== 1)
    throw fileFault(`${manifests.length} manifests are no single secret`, "--to FOLDER/");
  for (const [at, manifest] of manifests.entries()) {
    const name = nameOf(manifest, at);
    const found = dataOf(manifest);
    if (typeof found === "string") refused.push({ name, reason: found });
    else entries.push(objectEntry(isFolder(to) ? inFolder(to ?? "", name) : to, found.data, found.notes));
  }
  return { entries, refused };
}

const itemsOf = (document: Exact): readonly Exact[] => {
  const items =
    isExactObject(document) && textIn(document, "kind").endsWith("List") ? document.get("items") : undefined;
  return Array.isArray(items) ? items : [document];
};

function nameOf(manifest: Exact, at: number): string {
  const metadata = isExactObject(manifest) ? manifest.get("metadata") : undefined;
  const name = isExactObject(metadata) ? textIn(metadata, "name") : "";
  const namespace = isExactObject(metadata) ? textIn(metadata, "namespace") || "default" : "default";
  return name === "" ? `manifest ${at + 1}` : `${namespace}/${name}`;
}

function dataOf(manifest: Exact): { readonly data: ExactObject; readonly notes: readonly string[] } | string {
  if (!isExactObject(manifest) || textIn(manifest, "kind") !== "Secret" || textIn(manifest, "apiVersion") !== "v1")
    return "no Secret of v1";
  const data = new Map<string, string>();
  const notes: string[] = [];
  for (const [field, value] of membersIn(manifest, "data")) {
    const text = typeof value === "string" ? textInBase64(value) : undefined;
    if (text === undefined) return "a field of data is no base64";
    if (text === null) notes.push("a field that is no text is kept as base64");
    data.set(text === null ? `${field}${BYTES}` : field, text ?? String(value).replaceAll(/[\r\n]/g, ""));
  }
  for (const [field, value] of membersIn(manifest, "stringData")) {
    if (typeof value !== "string") return "a field of stringData is no text";
    data.delete(`${field}${BYTES}`);
    data.set(field, value);
  }
  return { data, notes };
}

const textIn = (object: ExactObject, key: string): string => {
  const found = object.get(key);
  return typeof found === "string" ? found : "";
};
const membersIn = (object: ExactObject, key: string): ExactObject => {
  const found = object.get(key);
  return isExactObject(found) ? found : new Map();
};
