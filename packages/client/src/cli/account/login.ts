import { addressGiven, type GivenAddress, posternAddress } from "../session/address.ts";
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
  const url = posternAddress(await addressFor(session, kept));
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

async function addressFor({ options, shell, prompts }: Session, kept: Profile | undefined): Promise<GivenAddress> {
  const given = addressGiven(options, shell.env);
  if (given) return given;
  if (kept) return { text: kept.url, by: "the address of the profile" };
  return { text: await prompts.text("Address of Postern", "--url ADDRESS, or POSTERN_URL"), by: "the address" };
}

/** Neither `--token` nor `POSTERN_TOKEN` is kept unless it is asked for: `--stdin` says so. Throws CliError: there is none, or what came is empty. */
async function tokenFor({ options, shell, prompts }: Session, isPiped: boolean): Promise<string> {
  if (isPiped && options.token !== undefined) throw usageError("give either --token or --stdin");
  const piped = "--stdin, and the token in a pipe";
  if (options.token !== undefined) return unlessEmpty(options.token, "the token of --token is empty", piped);
  if (!isPiped) return unlessEmpty(await prompts.hidden("Token", piped), "the token is empty", piped);
  const [line = ""] = (await standardInput(shell)).split("\n");
  return unlessEmpty(line, "the token is empty: the first line of the standard input has nothing", piped);
}

function unlessEmpty(text: string, message: string, next: string): string {
  const token = text.trim();
  if (token === "") throw usageError(message, next);
  return token;
}
