import { apiClient, expectStatus } from "./lib/api-client.mjs";
import { readOptions } from "./lib/arguments.mjs";
import { checkForms, complete, OPTIONS } from "./lib/bootstrap-plan.mjs";
import { causeOf, parseDeployment, requireReady } from "./lib/deployment.mjs";
import { makeFirstTenant } from "./lib/first-tenant.mjs";
import { isOperatorToken } from "./lib/operator-token.mjs";
import { runMain, ToolError } from "./lib/project.mjs";
import { isAtTerminal, openTerminal, readPipedLine } from "./lib/terminal.mjs";

/** `npm run bootstrap -- --url https://…`: from a deployment without anything to a tenant with an administrator and a token. */
const USAGE = `usage: npm run -s bootstrap -- --url https://… [options]
Makes a partner, a tenant, its administrator, a first policy and a token, whose text alone goes to the standard output.
What is there is left as it is. The operator token is asked for; without a terminal it is taken from the environment
variable POSTERN_OPERATOR_TOKEN or the first line of the standard input.
  --url URL            of the deployment; http:// for this machine alone
  --tenant SLUG        the tenant tnt_SLUG         --tenant-name NAME
  --partner SLUG       the partner ptn_SLUG        --partner-name NAME
  --admin user:NAME    the tenant's administrator  --admin-name NAME
  --ttl DURATION       of the token, such as 12h or 30d (the default)
  --new-token          also where the administrator has a token of this command`;

await runMain(async () => {
  requireNoToken(process.argv.slice(2));
  const options = readOptions(OPTIONS, USAGE);
  if (options.url === undefined) throw new ToolError(`--url is missing\n${USAGE}`);
  const deployment = parseDeployment(options.url);
  const given = checkForms(options);
  if (!isAtTerminal() && (given.tenant === undefined || given.admin === undefined))
    throw new ToolError("without a terminal nothing can be asked: give --tenant and --admin");
  await requireReady(deployment);
  try {
    await bootstrap(deployment, given);
  } catch (error) {
    if (!(error instanceof TypeError) || error.message !== "fetch failed") throw error;
    throw new ToolError(
      `the connection broke (${causeOf(error)}). What was made is left by the next run, which makes the rest`,
    );
  }
});

/** Others read a command line while it runs, and the shell keeps it. @param {string[]} args */
function requireNoToken(args) {
  if (args.some((arg) => /pst_\w{16}/.test(arg)))
    throw new ToolError(
      "a token on the command line is seen by others and kept by the shell: leave it out, and replace it",
    );
}

/** @param {import("./lib/deployment.mjs").Deployment} deployment @param {import("./lib/bootstrap-plan.mjs").Given} given */
async function bootstrap(deployment, given) {
  const terminal = isAtTerminal() ? openTerminal() : undefined;
  try {
    const clientFor = (/** @type {string} */ token) => apiClient(deployment.url, token);
    const operator = clientFor(await operatorToken(deployment, terminal));
    await requireTaken(deployment, operator);
    const plan = await complete(given, terminal);
    const tell = (/** @type {string} */ done, /** @type {string} */ what) => console.error(`${done.padEnd(6)}${what}`);
    const token = await makeFirstTenant({ operator, clientFor, plan, tell });
    if (token === undefined) console.error("No second token was made; --new-token makes one.");
    else {
      console.error("The token, shown this once:");
      console.log(token);
    }
  } finally {
    terminal?.close();
  }
}

/** @param {import("./lib/deployment.mjs").Deployment} deployment @param {ReturnType<typeof openTerminal> | undefined} terminal */
async function operatorToken({ url }, terminal) {
  const ask = () => terminal?.askSecret(`Operator token of ${url} (it is not shown): `) ?? readPipedLine();
  const token = process.env.POSTERN_OPERATOR_TOKEN?.trim() || (await ask());
  if (token === "")
    throw new ToolError("there is no operator token: type it at a terminal, pipe it in, or set POSTERN_OPERATOR_TOKEN");
  if (!isOperatorToken(token))
    throw new ToolError("that is no operator token, or not the whole of it: pst_operator_ and 49 letters and digits");
  return token;
}

/** @param {import("./lib/deployment.mjs").Deployment} deployment @param {import("./lib/api-client.mjs").Client} operator */
async function requireTaken({ url, isLocal }, operator) {
  const reply = await operator("GET", "/v1/auth/whoami");
  if (reply.status === 401) {
    const mend = isLocal ? "it is OPERATOR_TOKEN in .dev.vars" : "npx wrangler secret put OPERATOR_TOKEN sets one";
    throw new ToolError(`${url} does not take this operator token: it has another, or none; ${mend}`);
  }
  expectStatus("asking who the token is", reply, 200);
}
