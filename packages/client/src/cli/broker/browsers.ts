import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import { EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { idOf } from "./named.ts";
import { tellRemedy } from "./remedies.ts";
import { secretFor } from "./secret-input.ts";
import { isTaken } from "./taken.ts";

export interface AddBrowserOptions {
  readonly endpoint: string;
  readonly auth?: "none" | "url" | "bearer";
  readonly apiKeyStdin?: boolean;
}

/** The server lets two have one name, and this program could name neither: so it looks first. The key is asked for where the way to the browser takes one. */
export const addBrowser: Work<[name: string], AddBrowserOptions> = async ({ session, arguments: [name], options }) => {
  const { endpoint, auth, apiKeyStdin = false } = options;
  if (auth === "none" && apiKeyStdin) throw usageError("a browser with --auth none takes no key");
  const postern = await session.postern();
  const all = await postern.browsers.list().toArray();
  if (all.some((browser) => browser.name === name)) throw isTaken("browser", name, "postern browser list");
  const takesKey = auth === undefined ? apiKeyStdin || endpoint.includes("{apiKey}") : auth !== "none";
  const apiKey = takesKey
    ? await secretFor(session, { isPiped: apiKeyStdin, what: "API key", option: "--api-key-stdin" })
    : undefined;
  const added = await postern.browsers.create({
    name,
    endpoint,
    ...(auth === undefined ? {} : { auth }),
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  const rows = [
    ["id", added.id],
    ["name", added.name],
    ["endpoint", added.endpoint],
    ["auth", added.auth],
  ] as const;
  session.output.record(added, rows, added.id);
};

export const listBrowsers: Work<[], object> = async ({ session }) => {
  session.output.list(await (await session.postern()).browsers.list().toArray(), {
    columns: [
      { head: "NAME", text: ({ name }) => name },
      { head: "ENDPOINT", text: ({ endpoint }) => endpoint },
      { head: "AUTH", text: ({ auth }) => auth },
      { head: "ID", text: ({ id }) => id },
    ],
    name: ({ name }) => name,
    none: "There is no browser. Next: postern browser add NAME --endpoint ADDRESS",
  });
};

/** Exit code 1 where the way leads nowhere. */
export const testBrowser: Work<[browser: string], { readonly session?: string }> = async ({
  session,
  arguments: [browser],
  options,
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "browser", browser);
  const tested = await postern.browsers.test(id, options.session === undefined ? {} : { session: options.session });
  const rows = [
    ["ok", tested.ok ? "yes" : "no"],
    ["stage", tested.stage],
    ["code", tested.code],
    ["product", tested.product],
    ["protocol", tested.protocolVersion],
    ["pages", tested.pages === null ? null : String(tested.pages)],
    ["took", `${tested.latencyMs} ms`],
  ] as const;
  session.output.record(tested, rows, tested.code ?? "ok");
  tellRemedy(session.output, tested);
  return tested.ok ? EXIT.ok : EXIT.failure;
};

export const removeBrowser: Work<[browser: string], { readonly yes?: boolean }> = async ({
  session,
  arguments: [browser],
  options,
}) => {
  const postern = await session.postern();
  const id = await idOf(postern, "browser", browser);
  await requireYes(session, options, `Remove the browser ${visible(browser)}? Sign-ins that run in it end`);
  await postern.browsers.delete(id);
  session.output.say(`Removed the browser ${visible(browser)}.`);
};
