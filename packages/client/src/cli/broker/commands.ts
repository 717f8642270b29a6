import { type Command, Option } from "commander";
import type { Does } from "../session/command.ts";
import { authenticateCommand, credentialCommands } from "./credential-commands.ts";

/** Vaults, what points into them, browsers, and signing in. All are named by name or id. */
export function brokerCommands(program: Command, does: Does): void {
  const vault = program.command("vault").description("vaults that credentials point into");
  vaultRecordCommands(vault, does);
  vaultUseCommands(vault, does);
  credentialCommands(program, does);
  browserCommands(program, does);
  authenticateCommand(program, does);
}

const SECRET_ID = "the secret id is the first line of the standard input; else it is asked for, hidden";
const WRAPPED = "what comes is a wrapping token of the vault's that stands for the secret id; a login must work then";
const VERIFY = "logs in at the vault first, and keeps nothing if that fails";

function vaultRecordCommands(vault: Command, does: Does): void {
  does(
    vault
      .command("add")
      .description("registers a HashiCorp Vault or an OpenBao by an AppRole, or the store of Postern's own")
      .argument("<name>")
      .option("--address <address>", "https://vault.example")
      .option("--role-id <id>", "of the AppRole")
      .option("--secret-id-stdin", SECRET_ID)
      .option("--no-secret-id", "the role asks for none: bind_secret_id=false")
      .option("--wrapped", WRAPPED)
      .option("--auth-mount <mount>", "where AppRole is mounted there, if not at approle")
      .addOption(new Option("--kv-version <version>", "of the engine there").choices(["1", "2"]))
      .option("--namespace <namespace>", "of the vault's")
      .option("--native", "the store of Postern's own: nothing else is needed")
      .option("--verify", VERIFY),
    async () => (await import("./vaults.ts")).addVault,
  );
  does(vault.command("list").description("lists them"), async () => (await import("./vaults.ts")).listVaults);
  does(
    vault
      .command("rm")
      .description("forgets the vault, and all credentials that point into it")
      .argument("<vault>")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./vaults.ts")).removeVault,
  );
}

function vaultUseCommands(vault: Command, does: Does): void {
  does(
    vault
      .command("test")
      .description("tries whether the vault answers and lets Postern in")
      .argument("<vault>")
      .option("--fresh-login", "logs in anew, though a token of before is still good"),
    async () => (await import("./vaults.ts")).testVault,
  );
  does(
    vault
      .command("rotate")
      .description("replaces the secret id by a new one")
      .argument("<vault>")
      .option("--secret-id-stdin", `${SECRET_ID}. Needs --yes`)
      .option("--wrapped", WRAPPED)
      .option("--verify", VERIFY)
      .option("-y, --yes", "does not ask"),
    async () => (await import("./vaults.ts")).rotateVault,
  );
  does(
    vault
      .command("push")
      .description("writes a secret through to the vault; Postern keeps nothing of it")
      .argument("<vault>")
      .argument("<vault-path>", "behind the mount")
      .argument("<fields...>", "FIELD=text, FIELD=@file, FIELD=- (the standard input), FIELD (asked for, hidden)")
      .option("--mount <mount>", "of the engine, if not secret")
      .option("--merge", "keeps the fields that are not named, as they are there")
      .option("--cas <version>", "writes only if this is the newest version there; 0: only if there is none")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./push.ts")).push,
  );
}

function browserCommands(program: Command, does: Does): void {
  const browser = program.command("browser").description("browsers that Postern reaches, to sign in there");
  does(
    browser
      .command("add")
      .description("registers one by its address of the Chrome DevTools Protocol")
      .argument("<name>")
      .requiredOption("--endpoint <address>", "wss:// or https://; {apiKey} and {session} may stand in it")
      .addOption(new Option("--auth <way>", "in which the key is shown").choices(["none", "url", "bearer"]))
      .option("--api-key-stdin", "the key is the first line of the standard input; else it is asked for, hidden"),
    async () => (await import("./browsers.ts")).addBrowser,
  );
  does(browser.command("list").description("lists them"), async () => (await import("./browsers.ts")).listBrowsers);
  does(
    browser
      .command("test")
      .description("tries how far the way to the browser goes")
      .argument("<browser>")
      .option("--session <session>", "what stands for {session} in the address"),
    async () => (await import("./browsers.ts")).testBrowser,
  );
  does(
    browser
      .command("rm")
      .description("forgets the browser; sign-ins that run in it end")
      .argument("<browser>")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./browsers.ts")).removeBrowser,
  );
}
