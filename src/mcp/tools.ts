import type { Tool } from "./tool";
import { authenticateTool, cancelAuthenticationTool, getAuthenticationTool } from "./tools/authentications";
import { describeLoginTool } from "./tools/describe-login";
import { listBrowsersTool } from "./tools/list-browsers";
import { listCredentialsTool } from "./tools/list-credentials";
import { listSecretsTool } from "./tools/list-secrets";
import { whoamiTool } from "./tools/whoami";

/** In the order in which an agent needs them, which is also the order of the answer to `tools/list`. None gives a value. */
export const TOOLS: readonly Tool[] = [
  listCredentialsTool,
  listBrowsersTool,
  describeLoginTool,
  authenticateTool,
  getAuthenticationTool,
  cancelAuthenticationTool,
  listSecretsTool,
  whoamiTool,
];

const BY_NAME: ReadonlyMap<string, Tool> = new Map(TOOLS.map((tool) => [tool.name, tool]));

export const toolNamed = (name: unknown): Tool | undefined =>
  typeof name === "string" ? BY_NAME.get(name) : undefined;
