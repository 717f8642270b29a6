import { formatDuration, formatTimestamp } from "../formats";
import type { ShownTrust } from "./client-secret";

export const presentTrust = (row: ShownTrust) => ({
  id: row.id,
  name: row.name,
  preset: row.preset,
  issuer: row.issuer,
  jwks_uri: row.jwksUri,
  jwks: row.jwks === null ? null : JSON.parse(row.jwks),
  audience: row.audience,
  claims: Object.fromEntries(row.claims.map(({ claim, value }) => [claim, value])),
  identity_id: row.identityId,
  create_identity: row.createIdentity,
  groups: row.groups,
  roles: row.roles,
  groups_claim: row.groupsClaim,
  groups_map: Object.fromEntries(row.groupsMap.map(({ value, group }) => [value, group])),
  scopes: row.scopes,
  ttl: formatDuration(row.ttlMs),
  mfa_claim: row.mfaClaim,
  single_use: row.singleUse,
  console_sign_in: row.consoleSignIn,
  has_client_secret: row.hasClientSecret,
  is_active: row.isActive,
  created_by: row.createdBy,
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
});
