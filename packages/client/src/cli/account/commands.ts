import type { Command } from "commander";
import type { Does } from "../session/command.ts";

/** Who is signed in, where, and how to change that. */
export function accountCommands(program: Command, does: Does): void {
  does(
    program
      .command("login")
      .description("keeps a token for later commands, once it was tried")
      .option("--stdin", "the token is the first line of the standard input")
      .option(
        "--keyring",
        "keeps it in the keyring of the system (secret-tool, or the keychain of macOS), not in the file",
      ),
    async () => (await import("./login.ts")).login,
  );
  does(
    program
      .command("logout")
      .description("forgets the token of a profile")
      .option("--revoke", "and ends it at the server"),
    async () => (await import("./logout.ts")).logout,
  );
  does(
    program.command("whoami").description("tells whose token this is, and what it may do"),
    async () => (await import("./whoami.ts")).whoami,
  );
  const profile = program.command("profile").description("the places where somebody signed in");
  does(
    profile.command("list", { isDefault: true }).description("lists them"),
    async () => (await import("./profile.ts")).listProfiles,
  );
  does(
    profile.command("use").description("chooses the one that counts without --profile").argument("<name>"),
    async () => (await import("./profile.ts")).useProfile,
  );
}
