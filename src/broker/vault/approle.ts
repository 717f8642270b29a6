import type { Keyring, Sealed } from "../../crypto/keyring";
import { unwrap } from "../../errors";
import type { EffectContext } from "../../kernel/context";
import type { NewRecord, ProviderColumns, ProviderLogin, SealedColumns } from "../provider";
import type { Integration } from "../tables";
import { forgetSession, sessionCall, sessionOf } from "./of-integration";
import { resealSecretId, SECRET_ID_FORMAT, sealSecretId } from "./secret-id";

/** A vault by AppRole, as the caller names it. */
export interface NewVault {
  readonly name: string;
  readonly config: {
    readonly address: string;
    readonly namespace?: string | null;
    readonly roleId: string;
    readonly secretId: string;
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
  const { address, namespace = null, roleId, secretId, authMount = "approle", kvVersion = 2 } = body.config;
  const sealed = await sealedColumns(ctx, record.id, secretId);
  const columns = { address, namespace, authMount, roleId, kvVersion, ...sealed };
  if (verify) await proveLogin(ctx, { ...record, ...columns });
  return columns;
}

export const appRoleLogin: ProviderLogin = {
  method: "approle",
  async rotate(ctx, row, { secretId, verify }) {
    ctx.audit.annotate({ verify });
    const sealed = await sealedColumns(ctx, row.id, secretId);
    // If another rotation comes between, the token won here is not taken up.
    if (verify) await proveLogin(ctx, { ...row, ...sealed, revision: row.revision + 1 });
    return sealed;
  },
  reseal,
  forget: forgetSession,
};

/** Throws AppError: the codes of a login. */
async function proveLogin(ctx: EffectContext, row: Integration): Promise<void> {
  unwrap(await sessionOf(ctx, row.id).verify(sessionCall(ctx, row)));
}

async function sealedColumns(ctx: EffectContext, integrationId: string, secretId: string): Promise<SealedColumns> {
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
