import type { Credential } from "../../library/resources/credentials.ts";
import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import { visible } from "../shell/visible.ts";
import { idOf } from "./named.ts";
import { unlessTaken } from "./taken.ts";

export interface AddCredentialOptions {
  readonly vault: string;
  readonly path: string;
  readonly usernameField: string;
  readonly passwordField: string;
  readonly totpField?: string;
  readonly domain: readonly string[];
  readonly use?: readonly string[];
  readonly manage?: readonly string[];
}

export const addCredential: Work<[name: string], AddCredentialOptions> = async ({
  session,
  arguments: [name],
  options,
}) => {
  const { vault, path, usernameField, passwordField, totpField, domain, use, manage } = options;
  const postern = await session.postern();
  const access =
    use === undefined && manage === undefined ? {} : { access: { use: [...(use ?? [])], manage: [...(manage ?? [])] } };
  const body = {
    name,
    vaultIntegrationId: await idOf(postern, "vault", vault),
    vaultPath: path,
    fieldMap: {
      username: usernameField,
      password: passwordField,
      ...(totpField === undefined ? {} : { totp: totpField }),
    },
    allowedDomains: [...domain],
    ...access,
  };
  const making = postern.call("post", "/api/v1/credentials", { body, query: { unique: true } });
  const added = await unlessTaken("credential", name, `postern credential show ${visible(name)}`, making);
  session.output.record(added, rowsOf(added), added.id);
  if (added.warnings?.includes("missing_data_segment"))
    session.output.warn("a path of a KV v2 engine has data/ behind the mount; this one has not");
};

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

const rowsOf = ({
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
    ["username field", fieldMap.username],
    ["password field", fieldMap.password],
    ["code field", fieldMap.totp ?? null],
    ["domains", allowedDomains.join(", ")],
    ["use", access === null ? null : access.use.join(", ")],
    ["manage", access === null ? null : access.manage.join(", ")],
    ["last used", lastUsedAt ?? "never"],
  ] as const;
