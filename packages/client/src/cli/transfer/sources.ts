import { serverAddress } from "../session/address.ts";
import type { Session } from "../session/session.ts";
import { usageError } from "../shell/exit.ts";
import { readAll } from "../shell/shell.ts";
import { type Format, type Platform, readFileSource } from "./files/read.ts";
import { Progress } from "./progress.ts";
import type { Found } from "./source.ts";

export interface SourceOptions {
  readonly format?: Format;
  readonly from?: "vault" | "openbao" | Platform;
  readonly to?: string;
  readonly nested?: boolean;
  readonly address?: string;
  readonly vaultTokenStdin?: boolean;
  readonly namespace?: string;
  readonly mount: string;
  readonly prefix: string;
  readonly kv?: "1" | "2";
  readonly latest?: boolean;
}

const MAX_TOKEN_BYTES = 65_536;

/** Reads what is to be imported. Throws CliError. */
export async function sourceOf(
  session: Session,
  file: string | undefined,
  options: SourceOptions,
  width: number,
): Promise<Found> {
  const { from, format, to, nested: isNested = false } = options;
  if (from === "vault" || from === "openbao") {
    if (file !== undefined) throw usageError(`--from ${from} asks the vault, and reads no file`);
    if (to !== undefined && to !== "" && !to.endsWith("/")) throw usageError("--to is a folder here", "--to FOLDER/");
    return await vaultSource(session, options, width);
  }
  if (file === undefined) throw usageError("it is not said what to import", "a FILE, or --from vault");
  if (from !== undefined && format !== undefined) throw usageError("give either --from or --format");
  return await readFileSource(session.shell, { file, format: from ?? format, to, isNested });
}

async function vaultSource({ shell }: Session, options: SourceOptions, width: number): Promise<Found> {
  const [{ VaultClient }, { readVault }] = await Promise.all([import("./vault/client.ts"), import("./vault/read.ts")]);
  const own = (name: string) => shell.env[`VAULT_${name}`] || shell.env[`BAO_${name}`] || undefined;
  const address = addressOf(options.address, shell.env);
  const token = options.vaultTokenStdin
    ? (await readAll(shell.stdin, MAX_TOKEN_BYTES)).toString("utf8").split("\n", 1)[0]?.trim()
    : own("TOKEN");
  if (!token) throw usageError("there is no token for the vault", "VAULT_TOKEN, or --vault-token-stdin");
  const vault = new VaultClient({
    address,
    token,
    namespace: options.namespace ?? own("NAMESPACE"),
    fetch: (url, init) => fetch(url, init),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const progress = new Progress(shell, "reading");
  try {
    return await readVault(vault, {
      mount: options.mount,
      prefix: options.prefix,
      to: options.to,
      kv: options.kv === undefined ? undefined : options.kv === "1" ? 1 : 2,
      isLatest: options.latest === true,
      width,
      nowMs: shell.now(),
      onRead: progress.step,
    });
  } finally {
    progress.end();
  }
}

/** Where the vault is. What gave an address that is none is named. Throws CliError. */
function addressOf(given: string | undefined, env: Session["shell"]["env"]): string {
  const ways = [
    ["--address", given],
    ["VAULT_ADDR", env.VAULT_ADDR],
    ["BAO_ADDR", env.BAO_ADDR],
  ] as const;
  const [name, text = ""] = ways.find(([, value]) => value) ?? [];
  if (name === undefined) throw usageError("it is not known where the vault is", "--address, or VAULT_ADDR");
  return serverAddress({ text, by: name }, "https://vault.example:8200, or http://127.0.0.1:8200 on this machine");
}
