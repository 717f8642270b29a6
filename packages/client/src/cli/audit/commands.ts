import { type Command, Option } from "commander";
import type { Does } from "../session/command.ts";

/** The audit log: looked at, taken out, and proved. */
export function auditCommands(program: Command, does: Does): void {
  const audit = program.command("audit").description("the audit log: looks at it, takes it out, proves it");
  does(
    filtered(
      audit
        .command("tail")
        .description("shows the newest rows; rows that this command leaves itself are left out when it follows")
        .option("-f, --follow", "goes on with each new row until Ctrl-C; asks every two seconds")
        .option("-n, --lines <number>", "how many of the rows that there are", "10"),
    ),
    async () => (await import("./tail.ts")).tail,
  );
  does(
    filtered(
      audit
        .command("export")
        .description("takes the log out, oldest rows first; without filters, as jsonl, it can be verified")
        .option("-o, --output <file>", "for its owner alone, whole or not at all; else the standard output")
        .addOption(new Option("--format <format>", "of the rows").choices(["jsonl", "csv"]).default("jsonl"))
        .option("--from <time>", "a day, or RFC 3339; else from the first row")
        .option("--to <time>", "a day, which counts, or RFC 3339, which does not; else to the last row")
        .option("-y, --yes", "takes the place of a file that is there"),
    ),
    async () => (await import("./export.ts")).exportLog,
  );
  does(
    audit
      .command("verify")
      .description("recomputes the hash chain of an export, without the server unless it is asked for")
      .argument("[file]", "what audit export gave as jsonl without filters; - for the standard input")
      .option("--before <hash>", "of the row before the first one in the file, where that is not row 1")
      .option("--head <hash>", "that the last row must have: nothing else shows that rows are missing at the end")
      .option("--online", "the server recomputes its own chain, and must have the last row in it"),
    async () => (await import("./verify.ts")).verify,
  );
}

const filtered = (command: Command): Command =>
  command
    .option("--action <names>", "only these actions, with commas between")
    .option("--identity <id>", "only of this identity")
    .option("--path <prefix>", "only of secrets whose path begins so")
    .option("--ip <address>", "only from there")
    .option("--request <id>", "only of this request")
    .option("--refused", "only what was not done");
