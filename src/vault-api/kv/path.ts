import { AppError } from "../../errors";
import { pathFault } from "../../kernel/secret-path";
import { inputFault, nothingHere } from "../fault";
import type { VaultRequest } from "../request";

const WRITES = ["write", "patch"];

/** The secret that a request names. Throws AppError. */
export function secretPathOf({ params, verb }: Pick<VaultRequest, "params" | "verb">): string {
  const path = params.path ?? "";
  if (path === "" || path.endsWith("/"))
    throw WRITES.includes(verb) ? inputFault("cannot write to a path ending in '/'") : nothingHere();
  const reason = pathFault(path);
  if (reason) throw new AppError({ code: "invalid_path", message: `the path of a secret can't be this: ${reason}` });
  return path;
}

/** The folder that a list names: empty, or with one slash at its end. */
export function folderOf({ params }: Pick<VaultRequest, "params">): string {
  const folder = (params.path ?? "").replace(/\/$/, "");
  if (folder === "") return "";
  const reason = pathFault(folder);
  if (reason) throw new AppError({ code: "invalid_path", message: `the path of a folder can't be this: ${reason}` });
  return `${folder}/`;
}
