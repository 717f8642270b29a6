import type { Command } from "commander";
import type { Does } from "../session/command.ts";

/** Tokens, and what identities may do. */
export function accessCommands(program: Command, does: Does): void {
  tokenCommands(program, does);
  policyCommands(program, does);
}

function tokenCommands(program: Command, does: Does): void {
  const token = program.command("token").description("tokens, your own and others'");
  does(
    token
      .command("create")
      .description("makes a token and writes its text, once; without --identity a child of your own token")
      .requiredOption("--name <name>", "what it is for")
      .option("--identity <id>", "whose it is: user:anna, sa:checkout; needs identity:admin")
      .option("--scope <scope...>", "what it may do; a child without them may do what your token may")
      .option("--ttl <duration>", "how long it lives: 90m, 24h, 30d")
      .option("--no-expiry", "lives until it is revoked; with --identity")
      .option("--policy <name...>", "of a child: these policies alone")
      .option("--uses <number>", "how many requests it opens")
      .option("--renewable", "can be made to live longer")
      .option("--max-ttl <duration>", "however often it is renewed"),
    async () => (await import("./tokens.ts")).createToken,
  );
  does(
    token
      .command("list")
      .description("lists them")
      .option("--identity <id>", "only those of this identity")
      .option("--all", "also those that are expired or revoked"),
    async () => (await import("./tokens.ts")).listTokens,
  );
  does(
    token
      .command("revoke")
      .description("ends a token and its children, from the next request on")
      .argument("[id]", "as token list has it")
      .option("--self", "the token of this call")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./tokens.ts")).revokeToken,
  );
}

/** What a file may say. A list, `policies:` with a list, and several documents are taken, too. */
const POLICY_FILE = `
A file:
  name: shop-deploy
  description: what the shop's deployment reads
  rules:
    - path_pattern: shop/**
      permissions: [read, list]      # read, write, delete, list, rotate, admin
  bindings:                          # left out: they stay as they are
    - sa:shop-deploy
    - identity_id: user:anna
      expires_at: 2027-01-31T00:00:00Z`;

function policyCommands(program: Command, does: Does): void {
  const policy = program.command("policy").description("policies: which identities may do what on which paths");
  does(
    policy
      .command("apply")
      .description("makes policies what a file says, once you have seen what changes")
      .requiredOption("-f, --file <file>", "YAML or JSON, one or many; - for the standard input")
      .option("--prune-bindings", "also removes bindings that the file does not have")
      .option("--dry-run", "shows what would change, and changes nothing")
      .option("-y, --yes", "does not ask")
      .addHelpText("after", POLICY_FILE),
    async () => (await import("./apply.ts")).applyPolicies,
  );
  does(
    policy.command("list").description("lists them").option("--all", "also those that are not active"),
    async () => (await import("./policies.ts")).listPolicies,
  );
  does(
    policy.command("show").description("shows one, with its rules and bindings").argument("<policy>", "by name or id"),
    async () => (await import("./policies.ts")).showPolicy,
  );
}
