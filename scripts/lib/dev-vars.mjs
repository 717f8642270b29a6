import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mintOperatorToken } from "./operator-token.mjs";
import { inProject, ToolError } from "./project.mjs";
import { newRootKey } from "./root-keys.mjs";

const FILE = inProject(".dev.vars");
const OWNER_ONLY = 0o600;

/** Secrets of the local deployment, made once; what is there is never touched. @returns {boolean} whether it was made */
export function writeDevVars() {
  if (existsSync(FILE)) return false;
  const rootKeys = [newRootKey("dev-1")];
  const lines = [
    `ROOT_KEYS='${JSON.stringify(rootKeys)}'`,
    `OPERATOR_TOKEN=${mintOperatorToken()}`,
    `OUTBOUND_ALLOW='${JSON.stringify(["127.0.0.1", "localhost"])}'`,
  ];
  writeFileSync(FILE, `${lines.join("\n")}\n`, { mode: OWNER_ONLY, flag: "wx" });
  return true;
}

/** The operator token of the local deployment. */
export function readOperatorToken() {
  const token = /^\s*OPERATOR_TOKEN\s*=\s*['"]?([0-9A-Za-z_]+)/m.exec(readFileSync(FILE, "utf8"))?.[1];
  if (token === undefined) throw new ToolError(".dev.vars has no OPERATOR_TOKEN; without it nothing can be set up");
  return token;
}
