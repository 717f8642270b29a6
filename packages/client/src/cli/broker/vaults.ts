import type { BodyOf } from "../../library/calls/types.ts";
import type { Integration } from "../../library/resources/integrations.ts";
import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { idOf } from "./named.ts";
import { tellRemedy, withRemedy } from "./remedies.ts";
import { secretFor } from "./secret-input.ts";
import { unlessTaken } from "./taken.ts";

interface SecretIdOptions {
  readonly secretIdStdin?: boolean;
  /** What comes is a wrapping token that stands for the secret id. */
  readonly wrapped?: boolean;
  readonly verify?: boolean;
}
export interface AddVaultOptions extends SecretIdOptions {
  /** False: the role asks for none. */
  readonly secretId: boolean;
  readonly address?: string;
  readonly roleId?: string;
  readonly authMount?: string;
  readonly kvVersion?: "1" | "2";
  readonly namespace?: string;
  readonly native?: boolean;
}
type NewVault = BodyOf<"post", "/api/v1/vault-integrations">;

export const addVault: Work<[name: string], AddVaultOptions> = async ({ session, arguments: [name], options }) => {
  const body = options.native ? nativeVault(name, options) : await hashicorpVault(session, name, options);
  const query = { unique: true, ...(options.verify ? { verify: true } : {}) };
  const postern = await session.postern();
  const next = options.native
    ? "postern vault list, or another name"
    : `postern vault rotate ${visible(name)}, for another secret id`;
  const added = await unlessTaken(
    "vault",
    name,
    next,
    withRemedy(postern.call("post", "/api/v1/vault-integrations", { body, query }), {}, ofAdding(options)),
  );
  session.output.record(added, rowsOf(added), added.id);
};

const ANOTHER_ADDRESS = "the same command with the vault's own address: --address ADDRESS";

/** What was tried, and the next command where no vault is registered yet. */
const ofAdding = ({ address }: AddVaultOptions) => ({
  about: address === undefined ? "" : visible(address),
  instead: {
    vault_auth_failed: "the same command with another secret id, --role-id or --auth-mount",
    vault_unreachable: ANOTHER_ADDRESS,
    vault_not_a_vault: ANOTHER_ADDRESS,
  },
});

function nativeVault(name: string, { address, roleId, authMount, namespace, kvVersion }: AddVaultOptions): NewVault {
  if ([address, roleId, authMount, namespace, kvVersion].some((given) => given !== undefined))
    throw usageError("the store of Postern's own has no address and no role: --native takes neither");
  return { type: "native", name };
}

async function hashicorpVault(session: Session, name: string, options: AddVaultOptions): Promise<NewVault> {
  const { address, roleId, authMount, kvVersion, namespace } = options;
  if (address === undefined || roleId === undefined)
    throw usageError("a vault needs an address and a role", "--address ADDRESS --role-id ID, or --native");
  if (!options.secretId && options.secretIdStdin)
    throw usageError("a secret id is given, or there is none", "either --secret-id-stdin or --no-secret-id");
  const config = {
    address,
    authMethod: "approle" as const,
    roleId,
    ...(options.secretId ? await secretIdFor(session, options) : {}),
    ...(authMount === undefined ? {} : { authMount }),
    ...(kvVersion === undefined ? {} : { kvVersion: kvVersion === "1" ? (1 as const) : (2 as const) }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  return { type: "hashicorp", name, config };
}

async function secretIdFor(
  session: Session,
  { secretIdStdin = false, wrapped = false }: SecretIdOptions,
): Promise<{ secretId: string } | { secretIdWrapped: string }> {
  const what = wrapped ? "wrapping token" : "secret id";
  const given = await secretFor(session, { isPiped: secretIdStdin, what, option: "--secret-id-stdin" });
  return wrapped ? { secretIdWrapped: given } : { secretId: given };
}

/** Who types the new secret id has been asked; a pipe has not. */
export const rotateVault: Work<[vault: string], SecretIdOptions & { readonly yes?: boolean }> = async ({
  session,
  arguments: [vault],
  options,
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "vault", vault);
  if (options.secretIdStdin) await requireYes(session, options, `Replace the secret id of ${visible(vault)}?`);
  const body = await secretIdFor(session, options);
  const query = options.verify ? { query: { verify: true } } : {};
  const rotating = postern.call("put", "/api/v1/vault-integrations/{id}", { path: { id }, body, ...query });
  const rotated = await withRemedy(rotating, { vault });
  if (session.output.style === "json") session.output.json(rotated);
  else session.output.say(`The secret id of ${visible(rotated.name)} was replaced.`);
};

export const listVaults: Work<[], object> = async ({ session }) => {
  session.output.list(await (await session.postern()).integrations.list().toArray(), {
    columns: [
      { head: "NAME", text: ({ name }) => name },
      { head: "TYPE", text: ({ type }) => type },
      { head: "ADDRESS", text: ({ address }) => address ?? "" },
      { head: "STATUS", text: ({ status }) => status },
      { head: "ID", text: ({ id }) => id },
    ],
    name: ({ name }) => name,
    none: "There is no vault. Next: postern vault add NAME",
  });
};

/** Exit code 1 where the vault does not let Postern in. */
export const testVault: Work<[vault: string], { readonly freshLogin?: boolean }> = async ({
  session,
  arguments: [vault],
  options: { freshLogin },
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "vault", vault);
  const tested = await postern.integrations.test(id, freshLogin ? { freshLogin } : {});
  const rows = [
    ["ok", tested.ok ? "yes" : "no"],
    ["stage", tested.stage],
    ["code", tested.code],
    ["hint", tested.hint],
    ["token lives", tested.tokenTtlSeconds === null ? null : `${tested.tokenTtlSeconds} s`],
    ["took", `${tested.latencyMs} ms`],
  ] as const;
  session.output.record(tested, rows, tested.code ?? "ok");
  tellRemedy(session.output, tested, { vault });
  return tested.ok ? EXIT.ok : EXIT.failure;
};

export const removeVault: Work<[vault: string], { readonly yes?: boolean }> = async ({
  session,
  arguments: [vault],
  options,
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "vault", vault);
  await requireYes(session, options, `Remove the vault ${visible(vault)}, with all credentials that point into it?`);
  await postern.integrations.delete(id);
  session.output.say(`Removed the vault ${visible(vault)}.`);
};

const rowsOf = (vault: Integration) =>
  [
    ["id", vault.id],
    ["name", vault.name],
    ["type", vault.type],
    ["address", vault.address],
    ["namespace", vault.namespace],
    ["role id", vault.roleId],
    ["auth mount", vault.authMount],
    ["kv version", vault.kvVersion === null ? null : String(vault.kvVersion)],
    ["status", vault.status],
  ] as const;
