import type { Terms } from "../../kernel/operation";
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
const shared = <O extends Terms>(operation: O) => ({ ...operation, reach: "partner" as const });

export const deletePartnerSecret = shared(deleteSecret);
export const listExpiringPartnerSecrets = shared(listExpiring);
export const listPartnerSecrets = shared(listSecrets);
export const listPartnerSecretVersions = shared(listVersions);
export const patchPartnerSecret = shared(patchSecret);
export const putPartnerSecret = shared(putSecret);
export const readPartnerSecret = shared(readSecret);
export const readPartnerSecretMetadata = shared(readMetadata);
export const restorePartnerSecret = shared(restoreSecret);
export const rotatePartnerSecret = shared(rotateSecret);
