import { pathFault, type PathFault as SecretPathFault } from "../../kernel/secret-path";
import type { PathFault } from "../path-text";

/** The room of secrets has words of its own for its paths. */
const PATH_WORDS: Readonly<Record<SecretPathFault, PathFault>> = {
  length: "too_long",
  characters: "characters",
  empty_segment: "path_segments",
  depth: "path_segments",
  path_segments: "path_segments",
  token: "token",
  whitespace: "whitespace",
};

export function nativePathFault(path: string): PathFault | undefined {
  const fault = pathFault(path);
  return fault && PATH_WORDS[fault];
}
