import type { Requirements } from "../../kernel/operation";
import { listExpiring, listSecrets } from "../list";
import { listVersions, readMetadata } from "../metadata";
import { patchSecret } from "../patch";
import { readSecret } from "../read";
import { deleteSecret } from "../remove";
import { restoreSecret } from "../restore";
import { rotateSecret } from "../rotation/rotate";
import { putSecret } from "../write";

/**
 * The store's verbs on the secrets that a partner shares with its tenants: the same verbs, with the same scopes and permissions,
 * in the object of the partner. There the role stands for a permission on a path, and reading and listing is open to all.
 */
const shared = <O extends Requirements>(name: string, operation: O) => ({
  ...operation,
  name,
  reach: "partner" as const,
});

export const deletePartnerSecret = shared("partner_secrets.delete", deleteSecret);
export const listExpiringPartnerSecrets = shared("partner_secrets.expiring", listExpiring);
export const listPartnerSecrets = shared("partner_secrets.list", listSecrets);
export const listPartnerSecretVersions = shared("partner_secrets.versions", listVersions);
export const patchPartnerSecret = shared("partner_secrets.patch", patchSecret);
export const putPartnerSecret = shared("partner_secrets.put", putSecret);
export const readPartnerSecret = shared("partner_secrets.read", readSecret);
export const readPartnerSecretMetadata = shared("partner_secrets.metadata", readMetadata);
export const restorePartnerSecret = shared("partner_secrets.restore", restoreSecret);
export const rotatePartnerSecret = shared("partner_secrets.rotate", rotateSecret);
