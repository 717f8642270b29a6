import { decodeOnce, rawPath } from "../http/mount";
import { BASE } from "./dialect";

const DEPTH = BASE.split("/").length;

/** What a URL asks for below the interface, decoded once and as it came: `..` in it is no step to another address. */
export const addressOf = (url: string): string => decodeOnce(rawPath(url).split("/").slice(DEPTH).join("/"));
