import { env } from "cloudflare:workers";
import { KnownSpaces } from "../../src/client/known-spaces";
import type { Edge } from "../../src/client/run-operation";
import { findSpace } from "../../src/directory/spaces";

/** The edge, for tests that ask for an operation without a request. */
export const edge: Edge = { env, knownSpaces: new KnownSpaces(findSpace) };
