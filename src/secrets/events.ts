import { formatNullableTimestamp, formatTimestamp } from "../formats";
import type { Context } from "../tenant/context";
import { factsOf, type Secret } from "./store";

/** What is told of a secret. Versions, names and times; never a value. */

/** The secret that an event is about. */
export function aboutSecret(secret: Secret) {
  const { path, secretType, tags } = factsOf(secret);
  return { path, secret: { secretType, tags } };
}

export function tellCreated({ emit, actor }: Context, secret: Secret): void {
  const about = aboutSecret(secret);
  emit({
    type: "secret.created",
    ...about,
    data: {
      version: secret.version,
      secret_type: secret.secretType,
      created_by: actor.identityId,
      tags: about.secret.tags,
      expires_at: formatNullableTimestamp(secret.expiresAtMs),
    },
  });
}

/** A new version that is no rotation. `oldVersion`: the one that was current before. */
export function tellUpdated({ emit, actor }: Context, secret: Secret, oldVersion: number): void {
  emit({
    type: "secret.updated",
    ...aboutSecret(secret),
    data: {
      old_version: oldVersion,
      new_version: secret.version,
      updated_by: actor.identityId,
      is_rotation: false,
    },
  });
}

interface Deletion {
  /** How many versions go, or are hidden. */
  readonly versionCount: number;
  /** Set: one version, for good. */
  readonly version: number | null;
  /** Set: softly. */
  readonly recoverableUntilMs: number | null;
}
export function tellDeleted(
  { emit, actor }: Context,
  secret: Secret,
  { versionCount, version, recoverableUntilMs }: Deletion,
): void {
  emit({
    type: "secret.deleted",
    ...aboutSecret(secret),
    data: {
      version_count: versionCount,
      deleted_by: actor.identityId,
      permanent: recoverableUntilMs === null,
      ...(recoverableUntilMs === null ? {} : { recoverable_until: formatTimestamp(recoverableUntilMs) }),
      ...(version === null ? {} : { version }),
    },
  });
}

export function tellRestored({ emit, actor }: Context, secret: Secret): void {
  const data = { version: secret.version, restored_by: actor.identityId };
  emit({ type: "secret.restored", ...aboutSecret(secret), data });
}

/** A value was read. Asked first whether anybody wants to know: reads are many. */
export function tellAccessed({ emit, actor, webhooks }: Context, secret: Secret, version: number): void {
  if (!webhooks.wantsAny("secret.accessed")) return;
  emit({ type: "secret.accessed", ...aboutSecret(secret), data: { version, accessed_by: actor.identityId } });
}
