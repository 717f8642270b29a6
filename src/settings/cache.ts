import { eq } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import { perSpace } from "../kernel/per-space";
import type { Space } from "../kernel/space";
import { compileSettings, type Settings, type SettingTexts } from "./rules";
import { settings } from "./tables";

/** The space's settings, in memory. Right, because this object is their only writer and calls `forget` after each change. */
class SettingsCache {
  #current: Settings | undefined;

  constructor(
    private readonly db: SpaceDb,
    private readonly spaceId: string,
  ) {}

  forget(): void {
    this.#current = undefined;
  }

  current(): Settings {
    this.#current ??= compileSettings(this.stored().chosen);
    return this.#current;
  }

  /** `updatedAtMs` undefined: never changed. */
  stored(): { readonly chosen: Partial<SettingTexts>; readonly updatedAtMs: number | undefined } {
    const row = this.db.select().from(settings).where(eq(settings.id, this.spaceId)).get();
    return { chosen: row?.chosen ?? {}, updatedAtMs: row?.updatedAtMs };
  }

  write(chosen: Partial<SettingTexts>, updatedAtMs: number): void {
    const set = { chosen, updatedAtMs };
    this.db
      .insert(settings)
      .values({ id: this.spaceId, ...set })
      .onConflictDoUpdate({ target: settings.id, set })
      .run();
    this.forget();
  }
}

export const settingsCache = perSpace(({ db, space }) => new SettingsCache(db, space.id));

/** What holds in this space now. */
export const settingsOf = (of: { readonly space: Space }): Settings => settingsCache(of).current();
