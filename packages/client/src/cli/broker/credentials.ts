import type { Credential } from "../../library/resources/credentials.ts";
import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { idOf } from "./named.ts";
import { unlessTaken } from "./taken.ts";

export interface AddCredentialOptions {
  readonly vault: string;
  readonly path?: string;
  /** False: there is none, as for the password. */
  readonly usernameField: string | false;
  readonly passwordField: string | false;
  readonly totpField?: string;
  readonly totpPath?: string;
  readonly domain: readonly string[];
  readonly use?: readonly string[];
  readonly manage?: readonly string[];
}

export const addCredential: Work<[name: string], AddCredentialOptions> = async ({
  session,
  arguments: [name],
  options,
}) => {
  const { vault, domain, use, manage } = options;
  const pointer = pointerOf(options);
  const postern = await session.postern();
  const access =
    use === undefined && manage === undefined ? {} : { access: { use: [...(use ?? [])], manage: [...(manage ?? [])] } };
  const body = {
    name,
    vaultIntegrationId: await idOf(postern, "vault", vault),
    ...pointer,
    allowedDomains: [...domain],
    ...access,
  };
  const making = postern.call("post", "/api/v1/credentials", { body, query: { unique: true } });
  const added = await unlessTaken("credential", name, `postern credential show ${visible(name)}`, making);
  session.output.record(added, rowsOf(added), added.id);
  if (added.warnings?.includes("missing_data_segment"))
    session.output.warn("a path of a KV v2 engine has data/ behind the mount; this one has not");
};

/** Pure. Throws CliError. */
function pointerOf({ path, usernameField, passwordField, totpField, totpPath }: AddCredentialOptions) {
  if (totpField !== undefined && totpPath !== undefined)
    throw usageError("the codes are made from a seed, or by the vault", "either --totp-field or --totp-path");
  const totp = totpField ?? (totpPath === undefined ? undefined : { path: totpPath });
  if (passwordField === false && totp === undefined)
    throw usageError("a credential needs a password or one-time codes", "--totp-field FIELD, or --totp-path PATH");
  const readsSecret = usernameField !== false || passwordField !== false || totpField !== undefined;
  if (path === undefined && readsSecret) throw usageError("where are the fields in the vault?", "--path VAULT-PATH");
  const fieldMap = {
    ...(usernameField === false ? {} : { username: usernameField }),
    ...(passwordField === false ? {} : { password: passwordField }),
    ...(totp === undefined ? {} : { totp }),
  };
  return { vaultPath: path ?? totpPath ?? "", fieldMap };
}

export const listCredentials: Work<[], { readonly domain?: string; readonly vault?: string }> = async ({
  session,
  options: { domain, vault },
}) => {
  const postern = await session.postern();
  const found = postern.credentials.list({
    ...(domain === undefined ? {} : { domain }),
    ...(vault === undefined ? {} : { vaultIntegrationId: await idOf(postern, "vault", vault) }),
  });
  session.output.list(await found.toArray(), {
    columns: [
      { head: "NAME", text: ({ name }) => name },
      { head: "PATH", text: ({ vaultPath }) => vaultPath },
      { head: "DOMAINS", text: ({ allowedDomains }) => allowedDomains.join(", ") },
      { head: "USED", text: ({ lastUsedAt }) => lastUsedAt ?? "never" },
      { head: "ID", text: ({ id }) => id },
    ],
    name: ({ name }) => name,
    none: "There is no credential. Next: postern credential add NAME",
  });
};

export const showCredential: Work<[credential: string], object> = async ({ session, arguments: [credential] }) => {
  const postern = await session.postern();
  const found = await postern.credentials.get(await idOf(postern, "credential", credential));
  session.output.record(found, rowsOf(found), found.id);
};

export const removeCredential: Work<[credential: string], { readonly yes?: boolean }> = async ({
  session,
  arguments: [credential],
  options,
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "credential", credential);
  await requireYes(session, options, `Remove the credential ${visible(credential)}? The vault keeps its secret`);
  await postern.credentials.delete(id);
  session.output.say(`Removed the credential ${visible(credential)}.`);
};

/** A credential, for people. */
export const rowsOf = ({
  id,
  name,
  vaultIntegrationId,
  vaultPath,
  fieldMap,
  allowedDomains,
  access,
  lastUsedAt,
}: Credential) =>
  [
    ["id", id],
    ["name", name],
    ["vault", vaultIntegrationId],
    ["path", vaultPath],
    ["username field", fieldMap.username ?? null],
    ["password field", fieldMap.password ?? null],
    ["code field", typeof fieldMap.totp === "string" ? fieldMap.totp : null],
    ["codes of the vault", typeof fieldMap.totp === "object" ? fieldMap.totp.path : null],
    ["domains", allowedDomains.join(", ")],
    ["use", access === null ? null : access.use.join(", ")],
    ["manage", access === null ? null : access.manage.join(", ")],
    ["last used", lastUsedAt ?? "never"],
  ] as const;
