import { join } from "node:path";
import type { Space } from "./space.ts";
import { newFolder, typistOf } from "./typed.ts";

/** Nothing of the environment signs in. */
export const NOBODY = { POSTERN_URL: "", POSTERN_TOKEN: "" };
export const profilesIn = (home: string): string => join(home, ".config/postern/profiles.json");

/** Somebody who never signed in, with an empty home. */
export function strangerTo(space: Space) {
  const home = newFolder();
  return { home, ...typistOf(space, home) };
}
