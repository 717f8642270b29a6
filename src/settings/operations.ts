import type { Context } from "../kernel/context";
import { mutation, query } from "../kernel/operation";
import { reconsiderNotices } from "../secrets/expiry-notices";
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
  run: (ctx, _input: Record<never, never>): SettingsRecord => recordOf(ctx),
});

export const updateSettings = mutation({
  name: "settings.update",
  scope: "admin",
  category: "identity",
  action: "settings_update",
  reach: "space",
  run(ctx, change: SettingChange): SettingsRecord {
    const { chosen, ...values } = changeSettings(ctx.settings.stored().chosen, change);
    ctx.settings.write(chosen, ctx.now);
    ctx.trail.note(values);
    if (values.new.notify_before) reconsiderNotices(ctx);
    // A shorter time may make work due that was not.
    ctx.wake(ctx.now);
    return recordOf(ctx);
  },
});

const recordOf = ({ settings, space }: Context): SettingsRecord => ({
  texts: settings.current().texts,
  updatedAtMs: settings.stored().updatedAtMs ?? space.createdAtMs,
});
