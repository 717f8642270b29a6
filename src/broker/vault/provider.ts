import { isReservedAnywhere, isReservedFirst } from "../path-text";
import type { SecretProvider } from "../provider";
import { appRoleLogin, type NewVault, vaultColumns } from "./approle";
import { checkVault, inspectVault, readVault } from "./check";
import { hasDataSegment } from "./paths";
import { isSameVault, secretIn } from "./place";
import { pushToVault, vaultPushFaults } from "./push";
import { totpEngine } from "./totp-engine";

/** A vault with HashiCorp's HTTP API: HashiCorp Vault, OpenBao. Its key-value engine numbers in version 2, and does not in version 1. */
export const vaultProvider: SecretProvider<NewVault> = {
  login: appRoleLogin,
  initialStatus: "unknown",
  needsLogin: ({ config: { secretIdWrapped } }) => secretIdWrapped !== undefined,
  columnsOf: vaultColumns,
  check: checkVault,

  pathFault: ({ integration: { kvVersion }, path }) =>
    isReservedFirst(path) || (kvVersion === 1 && isReservedAnywhere(path)) ? "reserved" : undefined,
  pathWarnings: ({ integration: { kvVersion }, path }) =>
    kvVersion === 2 && !hasDataSegment(path) ? ["missing_data_segment"] : [],
  /** The vault has policies of its own, and its role is bound by them. */
  requireRight() {},
  secretAt: secretIn,
  isSameStore: isSameVault,

  read: readVault,
  inspect: inspectVault,
  codes: totpEngine,
  pushFaults: vaultPushFaults,
  pushedPath: ({ integration: { kvVersion }, mount, path }) =>
    kvVersion === 2 ? `${mount}/data/${path}` : `${mount}/${path}`,
  push: pushToVault,
};
