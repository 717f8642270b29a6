import { type Command, Option } from "commander";
import type { Does } from "../session/command.ts";

export function credentialCommands(program: Command, does: Does): void {
  const credential = program
    .command("credential")
    .description("what points into a vault, and for which sites it counts");
  addCredentialCommand(credential, does);
  credentialRecordCommands(credential, does);
  credentialUseCommands(credential, does);
}

function addCredentialCommand(credential: Command, does: Does): void {
  does(
    credential
      .command("add")
      .description("registers where in a vault a site's user name and password are")
      .argument("<name>")
      .requiredOption("--vault <vault>", "by name or id")
      .option("--path <vault-path>", "in the vault: secret/data/portal; needed unless only --totp-path is")
      .requiredOption("--domain <domain...>", "on which it may be used: portal.example.net, *.example.net")
      .option("--username-field <field>", "of the secret there", "username")
      .option("--no-username-field", "there is no user name, or the site knows it")
      .option("--password-field <field>", "of the secret there", "password")
      .option("--no-password-field", "there is no password: one-time codes alone")
      .option("--totp-field <field>", "where the seed of one-time codes is")
      .option("--totp-path <vault-path>", "where the vault itself makes them: totp/code/portal")
      .option("--use <identity...>", "who alone may use it: user:anna, sa:checkout, group:bots")
      .option("--manage <identity...>", "who alone may change it"),
    async () => (await import("./credentials.ts")).addCredential,
  );
}

function credentialRecordCommands(credential: Command, does: Does): void {
  does(
    credential
      .command("list")
      .description("lists them")
      .option("--domain <domain>", "only those of this domain")
      .option("--vault <vault>", "only those of this vault"),
    async () => (await import("./credentials.ts")).listCredentials,
  );
  does(
    credential.command("show").description("shows one, without its values").argument("<credential>"),
    async () => (await import("./credentials.ts")).showCredential,
  );
  does(
    credential
      .command("edit")
      .description("changes its name and its domains")
      .argument("<credential>")
      .option("--add-domain <domain...>", "on which it may be used besides")
      .option("--remove-domain <domain...>", "on which it may be used no longer")
      .option("--name <name>", "by which it is called from now on")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./edit-credential.ts")).editCredential,
  );
  does(
    credential
      .command("rm")
      .description("forgets it; the vault keeps its secret")
      .argument("<credential>")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./credentials.ts")).removeCredential,
  );
}

function credentialUseCommands(credential: Command, does: Does): void {
  does(
    credential
      .command("match")
      .description("tells whether a page would be given it; ends with 4 if not")
      .argument("<credential>")
      .argument("<url>"),
    async () => (await import("./use.ts")).matchCredential,
  );
  does(
    credential
      .command("test")
      .description("tries the way to the vault and the fields there, without a value")
      .argument("<credential>")
      .option("--page <url>", "also whether this page would be given it")
      .option("--allow-read", "reads the secret, and lets the vault make a code, where nothing less tells"),
    async () => (await import("./use.ts")).testCredential,
  );
  does(
    credential
      .command("resolve")
      .description("gives the values for a page: they pass through this program")
      .argument("<credential>")
      .requiredOption("--page <url>", "where they are to be used")
      .addOption(new Option("--field <field>", "this alone, as it is").choices(["username", "password", "totp"]))
      .option("--reveal", "shows them on a terminal"),
    async () => (await import("./use.ts")).resolveCredential,
  );
}

export function authenticateCommand(program: Command, does: Does): void {
  does(
    program
      .command("authenticate")
      .description("signs in on a page of a browser: ends with 0 signed in, 4 the page was refused, else 1")
      .argument("<credential>")
      .option("--browser <browser>", "by name or id")
      .option("--session <session>", "of the browser: what stands for {session} in its address")
      .option("--cdp-url <address>", "a browser of your own: wss://")
      .option("--page <page>", "the beginning of its address, or its target id; else the only page")
      .addOption(
        new Option("--mode <mode>", "who sees the password: nobody (wire), the page (fill), or who types it").choices([
          "wire",
          "fill",
          "prompt_user",
        ]),
      )
      .option("--allow-fallback", "by fill where wire proves impossible")
      .option("--no-submit", "ends after filling; with --mode fill")
      .option("--success-url <glob>", "the address that says that it worked")
      .option("--success-selector <css>", "what is on the page if it worked")
      .option("--pause-timeout <seconds>", "how long a person may take for a code or a challenge"),
    async () => (await import("./authenticate.ts")).authenticate,
  );
}
