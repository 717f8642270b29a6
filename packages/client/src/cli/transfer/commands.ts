import { type Command, Option } from "commander";
import type { Does } from "../session/command.ts";

const WIDTH = 4;

/** What comes in from elsewhere, and what goes out. */
export function transferCommands(program: Command, does: Does): void {
  does(importCommand(program), async () => (await import("./import.ts")).importSecrets);
  does(exportCommand(program), async () => (await import("./export.ts")).exportSecrets);
}

const importCommand = (program: Command): Command =>
  program
    .command("import")
    .description("takes secrets from a file, or from a vault with their versions; shows a plan first")
    .argument("[file]", "- for the standard input; not with --from vault")
    .addOption(
      new Option("--format <format>", "of the file; else its name says").choices(["dotenv", "json", "yaml", "k8s"]),
    )
    .addOption(
      new Option("--from <source>", "whose export the file is; or a vault that is asked").choices([
        ...["vault", "openbao", "infisical", "doppler", "aws"],
      ]),
    )
    .option("--to <path>", "app/ is a folder to put it into, app one secret that gets all of it")
    .option("--nested", "objects of objects are folders, in JSON and YAML")
    .addOption(
      new Option("--on-conflict <what>", "where a path holds something else")
        .choices(["skip", "overwrite", "fail"])
        .default("skip"),
    )
    .option("--dry-run", "ends with the plan")
    .option("-y, --yes", "does not ask")
    .option("--concurrency <n>", "requests at a time, 1 to 32", String(WIDTH))
    .option("--address <url>", "of the vault; or VAULT_ADDR, BAO_ADDR. Its token: VAULT_TOKEN, BAO_TOKEN")
    .option("--vault-token-stdin", "the vault's token is the first line of the standard input")
    .option("--namespace <name>", "of the vault; or VAULT_NAMESPACE, BAO_NAMESPACE")
    .option("--mount <path>", "of the vault's key-value engine", "secret")
    .option("--prefix <folder>", "of the mount; else all of it", "")
    .addOption(new Option("--kv <version>", "of that engine; else the vault is asked").choices(["1", "2"]))
    .option("--latest", "the newest version of each alone");

const exportCommand = (program: Command): Command =>
  program
    .command("export")
    .description("writes secrets with their values to a file, or into a pipe")
    .argument("[path]", "a secret, or a folder with all below it; else everything", "")
    .addOption(
      new Option("--format <format>", "else the name of the file says, else json").choices([
        "dotenv",
        "json",
        "yaml",
        "k8s",
      ]),
    )
    .option("-o, --output <file>", "that its owner alone may read; written whole or not at all")
    .option("--path-names", "dotenv: names begin with the path, so that there may be many secrets")
    .option("--namespace <name>", "k8s: of the manifests")
    .option("--partial", "leaves out what can't be read, and says so")
    .option("--reveal", "shows values on a terminal")
    .option("-y, --yes", "replaces a file that is there, and does not ask");
