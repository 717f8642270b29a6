import type { Context } from "../kernel/context";
import { mutation, query } from "../kernel/operation";
import { settingsCache, settingsOf } from "./cache";
import { changeSettings, type SettingChange, type SettingTexts } from "./rules";

export interface SettingsRecord {
  readonly texts: SettingTexts;
  /** Of the space itself, before the first change. */
  readonly updatedAtMs: number;
}

export const readSettings = query({
  name: "settings.read",
  scope: "admin",
  category: "identity",
  action: "config_read",
  resource: "settings",
  reach: "space",
  run: (ctx, _input: Record<never, never>): SettingsRecord => toRecord(ctx),
});

export const updateSettings = mutation({
  name: "settings.update",
  scope: "admin",
  category: "identity",
  action: "settings_update",
  reach: "space",
  run(ctx, change: SettingChange): SettingsRecord {
    const { chosen, ...values } = changeSettings(settingsCache(ctx).stored().chosen, change);
    settingsCache(ctx).write(chosen, ctx.now);
    ctx.audit.annotate(values);
    ctx.hooks.settingsChanged(ctx, Object.keys(values.new));
    // A shorter time may make work due that was not.
    ctx.schedule(ctx.now);
    return toRecord(ctx);
  },
});

const toRecord = (ctx: Context): SettingsRecord => ({
  texts: settingsOf(ctx).texts,
  updatedAtMs: settingsCache(ctx).stored().updatedAtMs ?? ctx.space.createdAtMs,
});
