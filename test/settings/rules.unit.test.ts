import * as fc from "fast-check";
import { expect, it } from "vitest";
import { changeSettings, compileSettings, DEFAULT_SETTINGS, type SettingChange } from "../../src/settings/rules";

const key = fc.constantFrom(...(Object.keys(DEFAULT_SETTINGS) as (keyof typeof DEFAULT_SETTINGS)[]));

it("a change of settings touches only what it names, and null is always the default", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), key, (max_versions, cleared) => {
      const chosen = { max_versions, token_max_ttl: "5d", mfa_max_age: "2h" };
      const change: SettingChange = { [cleared]: null };
      const after = compileSettings(changeSettings(chosen, change).chosen).texts;
      expect(after).toEqual({ ...DEFAULT_SETTINGS, ...chosen, [cleared]: DEFAULT_SETTINGS[cleared] });
    }),
  );
});

it("a change of settings reports nothing where the value stays", () => {
  expect(changeSettings({}, { max_versions: 10, audit_retention: null })).toMatchObject({ old: {}, new: {} });
  expect(compileSettings({})).toMatchObject({ maxVersions: 10, tokenMaxTtlMs: null, mfaMaxAgeMs: 900_000 });
});
