import { DAY, SECOND } from "./support";

/** The store as a person would tell it: a map, and a list of versions each. */
interface ModelVersion {
  readonly data: string;
  /** The end of its grace. */
  untilMs: number;
  /** When it is deleted. */
  deletedMs: number;
  destroyed: boolean;
}

interface ModelSecret {
  version: number;
  versions: Map<number, ModelVersion>;
  max: number;
  expiresAtMs: number;
  lifeMs: number | null;
  /** How long a version lives. */
  versionLifeMs: number;
  rotatedFrom: number;
  recoverableMs: number | null;
}

const NEVER = Number.POSITIVE_INFINITY;
const cut = (ms: number) => Math.floor(ms / SECOND) * SECOND;

export class Model {
  readonly secrets = new Map<string, ModelSecret>();
  constructor(public now: number) {}

  held = (path: string) => {
    const secret = this.secrets.get(path);
    return secret && (secret.recoverableMs ?? NEVER) > this.now ? secret : undefined;
  };
  live = (path: string) => {
    const secret = this.held(path);
    return secret?.recoverableMs === null ? secret : undefined;
  };
  isReadable = ({ untilMs, deletedMs, destroyed }: ModelVersion) =>
    !destroyed && untilMs > this.now && deletedMs > this.now;
  readable = (secret: ModelSecret) => [...secret.versions].filter(([, one]) => this.isReadable(one)).map(([n]) => n);

  add(secret: ModelSecret, data: string) {
    secret.version++;
    const deletedMs = cut(this.now + secret.versionLifeMs);
    secret.versions.set(secret.version, { data, untilMs: NEVER, deletedMs, destroyed: false });
    return secret.version;
  }
  prune(secret: ModelSecret) {
    const newest = [...secret.versions.keys()].sort((a, b) => b - a).slice(0, secret.max);
    for (const [n, one] of secret.versions) {
      const inGrace = n === secret.rotatedFrom && one.untilMs < NEVER && this.isReadable(one);
      if (!newest.includes(n) && !inGrace) secret.versions.delete(n);
    }
  }
  put(path: string, data: string, lifeS: number | null | undefined): number | string {
    const before = this.held(path);
    if (before && before.recoverableMs !== null) return "secret_exists";
    if (before && lifeS === undefined && before.expiresAtMs <= this.now) return "secret_expired";
    const secret = before ?? {
      version: 0,
      versions: new Map(),
      max: 10,
      expiresAtMs: NEVER,
      lifeMs: null,
      versionLifeMs: NEVER,
      rotatedFrom: 0,
      recoverableMs: null,
    };
    this.secrets.set(path, secret);
    if (lifeS !== undefined) {
      secret.lifeMs = lifeS === null ? null : lifeS * SECOND;
      secret.expiresAtMs = lifeS === null ? NEVER : cut(this.now + lifeS * SECOND);
    }
    this.add(secret, data);
    this.prune(secret);
    return secret.version;
  }
  rotate(path: string, data: string, graceMs: number): number | string {
    const secret = this.live(path);
    if (!secret) return "secret_not_found";
    if (secret.lifeMs === null && secret.expiresAtMs <= this.now) return "secret_expired";
    if (secret.lifeMs !== null) secret.expiresAtMs = cut(this.now + secret.lifeMs);
    const end = cut(this.now + graceMs);
    for (const one of secret.versions.values()) one.untilMs = Math.min(one.untilMs, end);
    secret.rotatedFrom = secret.version;
    this.add(secret, data);
    this.prune(secret);
    return secret.version;
  }
  limit(path: string, max: number): string | number {
    const secret = this.live(path);
    if (!secret) return "secret_not_found";
    secret.max = max;
    this.prune(secret);
    return secret.version;
  }
  remove(path: string, permanent: boolean): string | null {
    const secret = permanent ? this.held(path) : this.live(path);
    if (!secret) return "secret_not_found";
    if (permanent) this.secrets.delete(path);
    else secret.recoverableMs = cut(this.now + 30 * DAY);
    return null;
  }
  /** From now on, each version that is written lives so long. */
  versionLife(path: string, lifeMs: number | null): string | number {
    const secret = this.live(path);
    if (!secret) return "secret_not_found";
    secret.versionLifeMs = lifeMs ?? NEVER;
    this.prune(secret);
    return secret.version;
  }
  removeVersion(path: string, version: number, permanent: boolean): string | null {
    const secret = this.live(path);
    if (!secret) return "secret_not_found";
    const one = secret.versions.get(version);
    if (!one || one.destroyed) return "version_not_found";
    if (permanent) {
      if (one.untilMs <= this.now) one.deletedMs = Math.min(one.deletedMs, one.untilMs);
      one.destroyed = true;
    } else one.deletedMs = Math.min(one.deletedMs, this.now);
    return null;
  }
  restoreVersion(path: string, version: number): string | number {
    const secret = this.live(path);
    if (!secret) return "secret_not_found";
    const one = secret.versions.get(version);
    if (!one || one.destroyed || one.untilMs <= this.now) return "version_not_found";
    if (one.deletedMs < NEVER) one.deletedMs = cut(this.now + secret.versionLifeMs);
    return version;
  }
  list(path: string): string | readonly unknown[] {
    const secret = this.live(path);
    if (!secret) return "secret_not_found";
    return [...secret.versions]
      .map(([version, one]) => ({
        version,
        isCurrent: version === secret.version,
        isDeleted: Math.min(one.deletedMs, one.destroyed ? NEVER : one.untilMs) <= this.now,
        isDestroyed: one.destroyed,
      }))
      .toReversed();
  }
  restore(path: string): string | number {
    const secret = this.held(path);
    if (!secret || secret.recoverableMs === null) return "secret_not_found";
    secret.recoverableMs = null;
    return secret.version;
  }
  read(path: string, version: number | null): string {
    const secret = this.live(path);
    if (!secret) return "secret_not_found";
    const wanted = version ?? secret.version;
    if (!this.readable(secret).includes(wanted)) return "version_not_found";
    return secret.expiresAtMs <= this.now ? "secret_expired" : (secret.versions.get(wanted)?.data ?? "");
  }
}
