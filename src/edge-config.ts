import { env } from "cloudflare:workers";
import { type Config, parseConfig } from "./config";

let edge: Config | undefined;
/** The Worker's own configuration, parsed once per isolate. Durable Objects parse theirs when they start. */
export const edgeConfig = (): Config => {
  edge ??= parseConfig(env);
  return edge;
};
