import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { servers } from "../vault-api/clients/servers";

/** The Postern that the clients of Vault are tried against has the rest of its API too. */
const postern = servers.find(({ name }) => name === "Postern");
export const hasServer = postern !== undefined;
export const url = postern?.url.replace(/[/]vault$/, "") ?? "";
export const token = postern?.token ?? "";

/** As it is served, in a file of this folder. */
export async function writeDocument(folder: string): Promise<string> {
  const file = join(folder, "openapi.json");
  writeFileSync(file, await (await fetch(`${url}/openapi.json`)).text());
  return file;
}
