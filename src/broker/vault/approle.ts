import type { Keyring, Sealed } from "../../crypto/keyring";
import { unwrap } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import type { GivenSecretId, NewRecord, ProviderColumns, ProviderLogin, SealedColumns } from "../provider";
import type { Integration } from "../tables";
import { forgetSession, sessionCall, sessionOf } from "./of-integration";
import { resealSecretId, SECRET_ID_FORMAT, sealSecretId } from "./secret-id";
import { type RolePlace, unwrapSecretId } from "./wrapped-secret-id";

/** A vault by AppRole, as the caller names it. */
export interface NewVault {
  readonly name: string;
  readonly config: {
    readonly address: string;
    readonly namespace?: string | null;
    readonly roleId: string;
    /** Absent: the role asks for none, and logs in by its role id alone. */
    readonly secretId?: string;
    /** In its place: a wrapping token. */
    readonly secretIdWrapped?: string;
    /** Default `approle`. */
    readonly authMount?: string;
    /** Default 2. */
    readonly kvVersion?: 1 | 2;
  };
}

export async function vaultColumns(
  ctx: EffectContext,
  record: NewRecord,
  { body, verify }: { readonly body: NewVault; readonly verify: boolean },
): Promise<ProviderColumns> {
  ctx.audit.annotate({ verify });
  const { address, namespace = null, roleId, authMount = "approle", kvVersion = 2 } = body.config;
  const place = { address, namespace, authMount, roleId };
  const given = secretIdIn(body.config);
  const sealed = given === undefined ? NO_SECRET_ID : await sealedColumns(ctx, record.id, place, given);
  const columns = { ...place, kvVersion, ...sealed };
  if (verify) await proveLogin(ctx, { ...record, ...columns });
  return columns;
}

export const appRoleLogin: ProviderLogin = {
  method: "approle",
  /** One that was registered without a secret id has one from here on: a role may begin to ask for it. */
  async rotate(ctx, row, { secretId, verify }) {
    ctx.audit.annotate({ verify });
    const { address, namespace, authMount, roleId } = sessionCall(ctx, row);
    const sealed = await sealedColumns(ctx, row.id, { address, namespace, authMount, roleId }, secretId);
    // If another rotation comes between, the token won here is not taken up.
    if (verify) await proveLogin(ctx, { ...row, ...sealed, revision: row.revision + 1 });
    return sealed;
  },
  reseal,
  forget: forgetSession,
};

const NO_SECRET_ID: SealedColumns = { sealedSecretId: null, secretIdFormat: null, rootKeyId: null };

/** Throws AppError: the codes of a login. */
async function proveLogin(ctx: EffectContext, row: Integration): Promise<void> {
  unwrap(await sessionOf(ctx, row.id).verify(sessionCall(ctx, row)));
}

const secretIdIn = ({ secretId, secretIdWrapped }: NewVault["config"]): GivenSecretId | undefined =>
  secretIdWrapped !== undefined
    ? { text: secretIdWrapped, isWrapped: true }
    : secretId !== undefined
      ? { text: secretId, isWrapped: false }
      : undefined;

async function sealedColumns(
  ctx: EffectContext,
  integrationId: string,
  place: RolePlace,
  { text, isWrapped }: GivenSecretId,
): Promise<SealedColumns> {
  if (isWrapped) ctx.audit.annotate({ wrapped: true });
  const secretId = isWrapped ? await unwrapSecretId(ctx, place, text) : text;
  const sealed = await sealSecretId(ctx.keyring, { tenantId: ctx.space.id, integrationId }, secretId);
  return { ...stored(sealed), secretIdFormat: SECRET_ID_FORMAT };
}

async function reseal(keyring: Keyring, { id: integrationId, tenantId, sealedSecretId, rootKeyId }: Integration) {
  if (sealedSecretId === null || rootKeyId === null) return undefined;
  const sealed = { keyId: rootKeyId, bytes: new Uint8Array(sealedSecretId) };
  const fresh = await resealSecretId(keyring, { tenantId, integrationId }, sealed);
  return fresh && stored(fresh);
}

const stored = ({ bytes, keyId }: Sealed) => ({ sealedSecretId: Buffer.from(bytes), rootKeyId: keyId });
