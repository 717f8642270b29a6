import { surroundings } from "../../library/around.ts";
import { parseServerUrl } from "../../library/calls/address.ts";
import type { PosternOptions } from "../../library/postern.ts";
import { findPlace } from "../../library/sign-in/places.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { addressGiven, posternAddress } from "./address.ts";
import type { GlobalOptions } from "./options.ts";
import { type Profile, type Profiles, tokenOf } from "./profiles.ts";

/** Where the way to sign in was found, in the order in which it is looked for. */
export type Source = "--token" | "POSTERN_TOKEN" | "oidc" | "profile";

export interface SignIn {
  readonly source: Source;
  /** Of the profile that counts; null where none does. */
  readonly profile: string | null;
  readonly options: Pick<PosternOptions, "url" | "tenant"> & ({ readonly token: string } | { readonly oidc: object });
}

interface Asked {
  readonly options: GlobalOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly profiles: () => Promise<Profiles>;
}

/**
 * The first way that is found: `--token`, `POSTERN_TOKEN`, what the place signs that this runs in, the profile. A token that is given is never
 * replaced by one of a file, and a profile's token goes to no other address than its own. Throws CliError.
 */
export async function findSignIn(asked: Asked): Promise<SignIn> {
  const { options, env } = asked;
  const given = tokenGiven(options, env);
  const own = await ownProfile(asked);
  const url = urlOf(asked, own);
  const kept = own && isProfileMeant(asked, own, url) ? own.profile.tenant : undefined;
  const tenant = options.tenant ?? (env.POSTERN_TENANT || undefined) ?? kept;
  const where = { url, ...(tenant === undefined ? {} : { tenant }) };
  if (given) return { source: given.source, profile: null, options: { ...where, token: given.token } };
  if (options.profile === undefined && (await isPlaceThatSigns(env)))
    return { source: "oidc", profile: null, options: { ...where, oidc: oidcOf(where, env) } };
  if (!own)
    throw new CliError(EXIT.notSignedIn, "not_signed_in", "nobody is signed in here", "postern login --url ADDRESS");
  if (url !== parseServerUrl(own.profile.url))
    throw new CliError(
      EXIT.notSignedIn,
      "not_signed_in",
      `the profile ${own.name} is for another address than the one that is asked for`,
      "postern login --url ADDRESS --profile NAME",
    );
  return { source: "profile", profile: own.name, options: { ...where, token: await tokenOf(own.name, own.profile) } };
}

function tokenGiven({ token }: GlobalOptions, env: Asked["env"]): { source: Source; token: string } | undefined {
  if (token !== undefined) return { source: "--token", token: bare(token, "--token") };
  const { POSTERN_TOKEN: variable } = env;
  return variable ? { source: "POSTERN_TOKEN", token: bare(variable, "POSTERN_TOKEN") } : undefined;
}

/** Throws CliError: a whole header was copied, or there is nothing. */
function bare(token: string, source: Source): string {
  if (token === "") throw usageError(`${source} is empty`, "a token, or the same without it after postern login");
  if (/^bearer\s/i.test(token)) throw usageError(`${source} is the token alone, without the word Bearer`);
  return token;
}

async function ownProfile({ options, env, profiles }: Asked): Promise<{ name: string; profile: Profile } | undefined> {
  const named = options.profile ?? (env.POSTERN_PROFILE || undefined);
  const isEnough = (options.url ?? env.POSTERN_URL) && (options.token ?? env.POSTERN_TOKEN);
  // Whoever gives both needs no file, so none is read that might be broken.
  if (named === undefined && isEnough) return undefined;
  const found = await profiles();
  const name = named ?? found.current;
  if (name === null) return undefined;
  const profile = Object.hasOwn(found.profiles, name) ? found.profiles[name] : undefined;
  if (profile) return { name, profile };
  throw new CliError(EXIT.notSignedIn, "not_signed_in", "there is no profile of this name", "postern profile");
}

/** A profile's space is one of its own server, and for its own token: for one that was given, only where the profile was named. */
function isProfileMeant({ options, env }: Asked, { profile }: { readonly profile: Profile }, url: string): boolean {
  const isNamed = options.profile !== undefined || Boolean(env.POSTERN_PROFILE);
  return url === parseServerUrl(profile.url) && (isNamed || tokenGiven(options, env) === undefined);
}

function urlOf({ options, env }: Asked, own: { readonly name: string; readonly profile: Profile } | undefined): string {
  const given = addressGiven(options, env);
  if (given) return posternAddress(given);
  if (own === undefined)
    throw new CliError(
      EXIT.notSignedIn,
      "not_signed_in",
      "it is not known which Postern is meant",
      "postern login --url ADDRESS",
    );
  return posternAddress({ text: own.profile.url, by: `the address of the profile ${own.name}` });
}

async function isPlaceThatSigns(env: Asked["env"]): Promise<boolean> {
  const around = { ...surroundings(undefined), env };
  return (await findPlace({}, around)) !== undefined;
}

/** GitHub asks for whom the token is to be: `POSTERN_AUDIENCE`, or the audience that a trust has unless it says another. */
function oidcOf({ url, tenant }: { readonly url: string; readonly tenant?: string }, env: Asked["env"]): object {
  const audience = env.POSTERN_AUDIENCE || (tenant === undefined ? undefined : `${url}/${tenant}`);
  if (audience === undefined && env.ACTIONS_ID_TOKEN_REQUEST_URL)
    throw usageError(
      "it is not known for whom GitHub's token is to be",
      "POSTERN_TENANT, or POSTERN_AUDIENCE as the trust has it",
    );
  return {
    ...(audience === undefined ? {} : { audience }),
    ...(env.POSTERN_TRUST ? { trust: env.POSTERN_TRUST } : {}),
  };
}
