import type { Work } from "../session/command.ts";
import { accountOf, keyringOf } from "../session/keyring.ts";
import { readProfiles, tokenOf, writeProfiles } from "../session/profiles.ts";
import { CliError, EXIT } from "../shell/exit.ts";

/** Takes a profile out of the file; with `--revoke` its token is ended first, so a token that lives on is never forgotten by mistake. */
export const logout: Work<[], { readonly revoke?: boolean }> = async ({ session, options }) => {
  const { current, profiles } = await readProfiles(session.profilesFile);
  const name = options.profile ?? (session.shell.env.POSTERN_PROFILE || current);
  const profile = name !== null && Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (name === null || profile === undefined)
    throw new CliError(EXIT.notFound, "profile_not_found", "there is no such profile", "postern profile");
  if (options.revoke) {
    const postern = session.connect({ ...profile, token: await tokenOf(name, profile) });
    const { id } = await postern.call("get", "/v1/tokens/self", {});
    await postern.tokens.revoke(id);
  }
  if (profile.token === null) await keyringOf().remove(accountOf(name, profile.url));
  const { [name]: _gone, ...rest } = profiles;
  await writeProfiles(session.profilesFile, { current: current === name ? null : current, profiles: rest });
  session.output.say(`Forgot the profile ${name}${options.revoke ? " and ended its token" : ""}.`);
};
