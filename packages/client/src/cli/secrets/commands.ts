import type { Command } from "commander";
import type { Does } from "../session/command.ts";

/** Values of secrets, and what is known of them. */
export function secretsCommands(program: Command, does: Does): void {
  readCommands(program, does);
  writeCommands(program, does);
  removeCommands(program, does);
  versionCommands(program, does);
  listCommands(program, does);
  makeCommands(program, does);
}

const REFERENCE = "PATH[#FIELD][@VERSION]; an @3 that belongs to a name is written %403";
const FIELDS =
  "FIELD=text, FIELD=@file, FIELD=- (the standard input), FIELD (asked for, hidden); FIELD:=json, :=@file and :=- for JSON. " +
  "What stands in a command is kept by the shell's history: better @file, - or FIELD";

function readCommands(program: Command, does: Does): void {
  does(
    program
      .command("get")
      .description("gives a secret, or one field of it")
      .argument("<reference>", REFERENCE)
      .option("--reveal", "shows values on a terminal; into a pipe they go anyway")
      .option("-n, --no-newline", "adds no line feed to the value of a field")
      .option("--metadata", "what is known of the secret, without its value"),
    async () => (await import("./get.ts")).get,
  );
}

function writeCommands(program: Command, does: Does): void {
  does(
    withLabels(
      program
        .command("put")
        .description("replaces the whole value of a secret, or creates it, once you have seen which fields change")
        .argument("<path>")
        .argument("[fields...]", FIELDS)
        .option("--file <file>", "the whole value as a JSON object; - for the standard input")
        .option("--type <type>", "kv, json, certificate, ssh_key or api_key"),
    )
      .option("--if-version <n>", "only over this version")
      .option("--if-absent", "only where no secret is")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./put.ts")).put,
  );
  does(
    withLabels(
      program
        .command("patch")
        .description("changes some fields of a secret, or what is said of it; the other fields stay as they are")
        .argument("<path>")
        .argument("[fields...]", `${FIELDS}. FIELD- takes a field away`)
        .option("--remove <field>", "takes a field away; may be repeated", collect),
    )
      .option("--if-version <n>", "only over this version")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./patch.ts")).patch,
  );
}

function removeCommands(program: Command, does: Does): void {
  does(
    program
      .command("rm")
      .description("deletes a secret, or one version of it; postern restore brings it back")
      .argument("<reference>", "PATH[@VERSION]")
      .option("--version <n>", "the same as @VERSION")
      .option("--permanent", "destroys it for good")
      .option("--if-version <n>", "only if this version is the current one")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./remove.ts")).rm,
  );
  does(
    program
      .command("restore")
      .description("brings back a deleted secret, or one deleted version")
      .argument("<reference>", "PATH[@VERSION]")
      .option("--version <n>", "the same as @VERSION"),
    async () => (await import("./remove.ts")).restore,
  );
}

function versionCommands(program: Command, does: Does): void {
  does(
    program.command("versions").description("lists the versions of a secret").argument("<path>"),
    async () => (await import("./versions.ts")).versions,
  );
  does(
    program
      .command("history")
      .description("tells who did what with a secret")
      .argument("<path>")
      .option("--limit <n>", "how many entries at most (default: 50)"),
    async () => (await import("./versions.ts")).history,
  );
  does(
    program
      .command("diff")
      .description("tells which fields differ between two versions")
      .argument("<path>", "PATH or PATH@VERSION")
      .argument("[versions...]", "@A @B; without @B the current one, without both the one before it, too")
      .option("--reveal", "shows the values, into a pipe too"),
    async () => (await import("./diff.ts")).diff,
  );
}

function listCommands(program: Command, does: Does): void {
  const filtered = (command: Command) =>
    command
      .option("--tag <tag>", "only those with this tag; may be repeated", collect)
      .option("--type <type>", "only those of this type")
      .option("--expired", "those too that are expired");
  const prefix = "what the path begins with; app/ for a folder";
  does(
    filtered(program.command("ls").description("lists secrets").argument("[prefix]", prefix)),
    async () => (await import("./list.ts")).ls,
  );
  does(
    filtered(program.command("tree").description("shows the paths as a tree").argument("[prefix]", prefix)),
    async () => (await import("./tree.ts")).tree,
  );
  does(
    filtered(
      program
        .command("search")
        .description("finds secrets by a text in their paths, tags and descriptions")
        .argument("<text>", "upper and lower case are the same"),
    ),
    async () => (await import("./list.ts")).search,
  );
  does(
    program
      .command("expiring")
      .description("lists what expires soon, the soonest first")
      .argument("[prefix]", prefix)
      .option("--within <duration>", "such as 12h, 30d or 8w", "30d"),
    async () => (await import("./list.ts")).expiring,
  );
}

function makeCommands(program: Command, does: Does): void {
  does(
    program
      .command("rotate")
      .description(
        "replaces the whole value by one that the server makes, or by fields; the old one stays readable for a while",
      )
      .argument("<path>")
      .argument("[fields...]", FIELDS)
      .option("--reason <text>", "stands in the log")
      .option("--grace <duration>", "how long the old value stays readable, such as 0s or 48h")
      .option("--if-version <n>", "only over this version")
      .option("-y, --yes", "does not ask"),
    async () => (await import("./rotate.ts")).rotate,
  );
  does(
    withLabels(
      program
        .command("generate")
        .description("makes a random text; or, by a secret policy, values into a secret, which are not shown")
        .argument("[path]", "of the secret that --policy makes values for")
        .option("--policy <policy>", "its name or id")
        .option("--length <n>", "of the text (default: 32)")
        .option("--symbols", "-._~!*+,:=@^ too, beside letters and digits")
        .option("--alphabet <signs>", "of these signs alone")
        .option("-n, --no-newline", "adds no line feed to the text"),
    ).option("-y, --yes", "does not ask"),
    async () => (await import("./generate.ts")).generate,
  );
}

/** What may be said of a secret beside its value. */
const withLabels = (command: Command): Command =>
  command
    .option("--description <text>", 'what it is for; "" takes it away')
    .option("--owner <who>", 'whom to ask; "" takes it away')
    .option("--tag <tag>", 'may be repeated, replaces all tags; "" takes them away', collect)
    .option("--label <name=text>", "of your own; may be repeated; NAME= takes it away", collect)
    .option("--expires-in <duration>", "such as 90d, from now; never")
    .option("--expires-at <time>", "such as 2027-01-31T00:00:00Z; never")
    .option("--max-versions <n>", "how many versions are kept; default")
    .option("--rotation-policy <id>", "that it follows; none")
    .option("--secret-policy <id>", "that makes its values; none");

const collect = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];
