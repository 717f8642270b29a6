import { env } from "cloudflare:workers";
import { findSpace } from "../../src/directory/spaces";
import type { Edge } from "../../src/http/client";
import { KnownSpaces } from "../../src/http/known-spaces";

/** The edge, for tests that ask for an operation without a request. */
export const edge: Edge = { env, knownSpaces: new KnownSpaces(findSpace) };
