import { inject } from "vitest";
import { newSpaceAt, type Space } from "../../support/node/space.ts";

export type { Space };

/** A tenant of a test file's own, at the server that the command line is tried against. */
export const newSpace = (): Promise<Space> => newSpaceAt(inject("commandLine"));
