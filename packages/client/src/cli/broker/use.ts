import type { ResolvedCredential } from "../../library/resources/credentials.ts";
import type { Work } from "../session/command.ts";
import { CliError, EXIT } from "../shell/exit.ts";
import { MASK, visible } from "../shell/visible.ts";
import { idOf } from "./named.ts";
import { tellTested, withRemedy } from "./remedies.ts";

/** Whether a page would be given the credential; exit code 4 where not. */
export const matchCredential: Work<[credential: string, url: string], object> = async ({
  session,
  arguments: [credential, url],
}) => {
  const postern = await session.postern();
  const matched = await postern.credentials.match(await idOf(postern, "credential", credential), url);
  const rows = [
    ["given", matched.allowed ? "yes" : "no"],
    ["host", matched.host],
    ["pattern", matched.matchedPattern],
    ["reason", matched.reason],
  ] as const;
  session.output.record(matched, rows, matched.matchedPattern ?? matched.reason ?? "none");
  return matched.allowed ? EXIT.ok : EXIT.refused;
};

interface TestOptions {
  readonly page?: string;
  readonly allowRead?: boolean;
}

/** Exit code 1 where something failed. */
export const testCredential: Work<[credential: string], TestOptions> = async ({
  session,
  arguments: [credential],
  options: { page, allowRead },
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "credential", credential);
  const tested = await postern.credentials.test(id, {
    ...(page === undefined ? {} : { url: page }),
    ...(allowRead ? { allowRead } : {}),
  });
  const { fields, ...checks } = tested.checks;
  const rows: (readonly [string, string | null])[] = [
    ["ok", tested.ok === null ? "not known" : tested.ok ? "yes" : "no"],
    ...Object.entries(checks).map(([name, outcome]) => [visible(name), outcome] as const),
    ...Object.entries(fields).map(([name, outcome]) => [`field ${visible(name)}`, outcome] as const),
    ["code", tested.code],
    ["hint", tested.hint],
  ];
  session.output.record(tested, rows, tested.code ?? "ok");
  tellTested(session.output, tested, { credential });
  return tested.ok === false ? EXIT.failure : EXIT.ok;
};

type Field = "username" | "password" | "totp";
interface ResolveOptions {
  readonly page: string;
  readonly field?: Field;
  readonly reveal?: boolean;
}

/** The values for a page: masked on a terminal, as JSON or, with `--field`, as they are into a pipe. */
export const resolveCredential: Work<[credential: string], ResolveOptions> = async ({
  session,
  arguments: [credential],
  options: { page, field, reveal = false },
}) => {
  const { output } = session;
  const postern = await session.postern();
  const id = await idOf(postern, "credential", credential);
  const asked = { url: page, ...(field === undefined ? {} : { fields: [field] }) };
  const resolved = await withRemedy(postern.credentials.resolve(id, asked), { credential });
  const isMasked = output.isTerminal && !reveal;
  if (field !== undefined) {
    const value = fieldText(resolved, field);
    if (value === undefined)
      throw new CliError(
        EXIT.notFound,
        "field_not_found",
        `the credential has no ${field}`,
        `postern credential show ${visible(credential)}`,
      );
    if (output.style === "json") return output.json({ [field]: isMasked ? MASK : value });
    if (!output.isTerminal) return output.raw(value);
    return output.line(isMasked ? MASK : visible(value));
  }
  if (!output.isTerminal || output.style === "json") return output.json(isMasked ? masked(resolved) : { ...resolved });
  const shown = (name: Field): string | null => {
    const value = fieldText(resolved, name);
    return value === undefined ? null : isMasked ? MASK : value;
  };
  const rows = [
    ["host", resolved.host],
    ["pattern", resolved.matchedPattern],
    ["username", shown("username")],
    ["password", shown("password")],
    ["code", shown("totp")],
    ["code lives", typeof resolved.totp?.remainingSeconds === "number" ? `${resolved.totp.remainingSeconds} s` : null],
  ] as const;
  output.record(resolved, rows, resolved.matchedPattern);
};

const fieldText = (resolved: ResolvedCredential, field: Field): string | undefined =>
  field === "totp" ? resolved.totp?.code : resolved[field];

const masked = (resolved: ResolvedCredential): object => ({
  ...resolved,
  ...(resolved.username === undefined ? {} : { username: MASK }),
  ...(resolved.password === undefined ? {} : { password: MASK }),
  ...(resolved.totp === undefined ? {} : { totp: { ...resolved.totp, code: MASK } }),
});
