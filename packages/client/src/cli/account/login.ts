import { parseServerUrl } from "../../library/calls/address.ts";
import type { Work } from "../session/command.ts";
import { accountOf, keyringOf } from "../session/keyring.ts";
import { DEFAULT_PROFILE, type Profile, readProfiles, requireProfileName, writeProfiles } from "../session/profiles.ts";
import type { Session } from "../session/session.ts";
import { standardInput } from "../session/texts.ts";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";

/** Asks for a token, or reads it; tries it; keeps it for the owner's eyes alone. */
export const login: Work<[], { readonly stdin?: boolean; readonly keyring?: boolean }> = async ({
  session,
  options,
}) => {
  const { output, shell } = session;
  const name = requireProfileName(options.profile ?? (shell.env.POSTERN_PROFILE || DEFAULT_PROFILE));
  const before = await readProfiles(session.profilesFile);
  const kept = Object.hasOwn(before.profiles, name) ? before.profiles[name] : undefined;
  const url = parseServerUrl(await addressFor(session, kept));
  const token = await tokenFor(session, options.stdin === true);
  const tenant = options.tenant ?? (shell.env.POSTERN_TENANT || undefined);
  const where = { url, ...(tenant === undefined ? {} : { tenant }) };
  const who = await session.connect({ ...where, token }).tokens.whoami();
  if (options.keyring) await keyringOf().set(accountOf(name, url), token);
  const profile: Profile = { ...where, token: options.keyring ? null : token };
  // Read again: while somebody was asked, others may have signed in.
  const { profiles } = await readProfiles(session.profilesFile);
  await writeProfiles(session.profilesFile, { current: name, profiles: { ...profiles, [name]: profile } });
  if (output.style === "json") return output.json({ profile: name, url, ...who });
  output.say(`Signed in to ${url} as ${visible(who.identity_id)}, in the profile ${name}.`);
};

async function addressFor({ options, shell, prompts }: Session, kept: Profile | undefined): Promise<string> {
  const given = options.url ?? (shell.env.POSTERN_URL || undefined) ?? kept?.url;
  return given ?? (await prompts.text("Address of Postern", "--url ADDRESS, or POSTERN_URL"));
}

/** Neither `--token` nor `POSTERN_TOKEN` is kept unless it is asked for: `--stdin` says so. */
async function tokenFor({ options, shell, prompts }: Session, isPiped: boolean): Promise<string> {
  if (isPiped && options.token !== undefined) throw usageError("give either --token or --stdin");
  if (options.token !== undefined) return options.token;
  if (!isPiped) return (await prompts.hidden("Token", "--stdin, and the token in a pipe")).trim();
  const [line = ""] = (await standardInput(shell)).split("\n");
  return line.trim();
}
