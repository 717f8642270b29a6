import type { Work } from "../session/command.ts";
import { readProfiles, writeProfiles } from "../session/profiles.ts";
import { CliError, EXIT } from "../shell/exit.ts";

/** The profiles without their tokens. */
export const listProfiles: Work<[], object> = async ({ session }) => {
  const { current, profiles } = await readProfiles(session.profilesFile);
  const items = Object.entries(profiles).map(([name, { url, tenant = null }]) => ({
    name,
    url,
    tenant,
    current: name === current,
  }));
  session.output.list(items, {
    columns: [
      { head: "NAME", text: ({ name, current }) => (current ? `${name} *` : name) },
      { head: "ADDRESS", text: ({ url }) => url },
      { head: "TENANT", text: ({ tenant }) => tenant ?? "the token's own" },
    ],
    name: ({ name }) => name,
    none: "Nobody is signed in here. Next: postern login --url ADDRESS",
  });
};

export const useProfile: Work<[name: string], object> = async ({ session, arguments: [name] }) => {
  const { profiles } = await readProfiles(session.profilesFile);
  if (!Object.hasOwn(profiles, name))
    throw new CliError(EXIT.notFound, "profile_not_found", "there is no profile of this name", "postern profile");
  await writeProfiles(session.profilesFile, { current: name, profiles });
  session.output.say(`The profile ${name} counts from now on.`);
};
