import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { startChromium } from "./lib/chromium.mjs";
import { inLifetime } from "./lib/lifetime.mjs";
import { requireBundledNode, runMain, ToolError } from "./lib/project.mjs";
import "./lib/typescript.mjs";
import { openTransport, systemClock } from "./lib/web-socket.mjs";

const USAGE = `usage: npm run measure:forms -- FOLDER [--all]

Plans a sign-in on every labelled page of a folder, in a real Chromium without scripts and without a network, and compares.

  FOLDER  holds index.json, a list of {"file", "kind": "login" | "signup" | "other"}, and the pages it names. In a page
          data-manual-scoring="username" | "password" | ... labels a field, data-manual-submit the button that sends
  --all   prints the pages that are right, too

A login page is right if the fields planned are the labelled ones; where a rule of the planner bars the labelled field, if it is
refused. Any other page is right if no password would be written; a sign-up page with a login form beside is told apart. Ends with
0 whatever the figures are.`;

const SENDS_ELSEWHERE = /\b(action|formaction|href)(\s*=\s*["']?)https?:\/\/[^/"'?#\s>]*/gi;
/** Labels are read and taken away before the planner's own code looks. */
const READ_LABELS = `function () {
  const labels = new Map();
  for (const element of document.querySelectorAll("[data-manual-scoring],[data-manual-submit]")) {
    labels.set(element, [element.getAttribute("data-manual-scoring"), element.hasAttribute("data-manual-submit")]);
    element.removeAttribute("data-manual-scoring");
    element.removeAttribute("data-manual-submit");
  }
  const page = this.observe();
  const of = ({ ref }) => labels.get(this.kept[ref]) ?? [null, false];
  return { page, fields: page.fields.map((field) => of(field)[0]), buttons: page.buttons.map((button) => of(button)[1]) };
}`;
const LIMITS = { messageBytes: 64 * 1024 * 1024, messages: 1e6, pending: 64, commandMs: 60_000, runMs: 3_600_000 };

/** What may not be planned on a page that is no login page: on a sign-up page not even a user name is written. */
const WRONG = { signup: ["login", "username_step"], other: ["login"] };

const isUser = (label) => /username|emailAddress/.test(label ?? "");
const isPassword = (label) => /^password(\.current)?$/.test(label ?? "");

/** Serves one page at a time, whatever is asked for. */
async function startPages() {
  let html = "";
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new ToolError("no port was given");
  const show = (text) => {
    html = text;
    return `http://127.0.0.1:${address.port}/`;
  };
  return { show, stop: () => new Promise((resolve) => server.close(resolve)) };
}

async function openTab(cdp) {
  const { targetId } = await cdp.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await cdp.send("Target.attachToTarget", { targetId, flatten: true });
  await cdp.send("Page.enable", {}, sessionId);
  await cdp.send("Emulation.setScriptExecutionDisabled", { value: true }, sessionId);
  return sessionId;
}

/** The observation of a page, and the labels of its fields and buttons in the same order. */
async function look(cdp, sessionId, url, kit) {
  const loaded = new Promise((resolve) => {
    const stop = cdp.on("Page.domContentEventFired", () => {
      stop();
      resolve(undefined);
    });
  });
  await cdp.send("Page.navigate", { url }, sessionId);
  await loaded;
  const { frameTree } = await cdp.send("Page.getFrameTree", {}, sessionId);
  const world = await cdp.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id }, sessionId);
  const made = await cdp.send("Runtime.evaluate", { expression: kit, contextId: world.executionContextId }, sessionId);
  const called = await cdp.send(
    "Runtime.callFunctionOn",
    { objectId: made.result.objectId, functionDeclaration: READ_LABELS, returnByValue: true },
    sessionId,
  );
  if (called.exceptionDetails) throw new ToolError(`the planner's code failed: ${called.exceptionDetails.text}`);
  return called.result.value;
}

/** Whether a rule forbids to write into what is labelled: then only a refusal is right. */
function isBarred({ page, fields }) {
  const labelled = page.fields.map((field, at) => ({ field, label: fields[at] }));
  const passwords = labelled.filter(({ label }) => isPassword(label)).map(({ field }) => field);
  const users = labelled.filter(({ label }) => isUser(label)).map(({ field }) => field);
  const inGroup = (group, test) =>
    page.fields.filter((field) => field.group === group && field.hidden === null && test(field));
  const typed = ({ type }) => ["text", "email", "tel", "number", "password", "textarea"].includes(type);
  if (passwords.length === 0) return users.every(({ group }) => inGroup(group, typed).length > 1);
  return passwords.every(
    (field) =>
      field.type !== "password" ||
      field.hidden !== null ||
      !field.enabled ||
      field.autocomplete.includes("new-password") ||
      inGroup(field.group, ({ type }) => type === "password").length > 1,
  );
}

/** On a sign-up page: the form is another one, for those who have an account already. Its password is no new one by its label. */
function isBeside({ page }, { form, kind }, labelOf) {
  const others = page.fields.filter(({ type, group }) => type === "password" && group !== form.password?.seen.group);
  return kind === "login" && isPassword(labelOf(form.password)) && others.length > 0;
}

/** What the planner would write, and whether that is what the labels say. */
function judge(kind, seen, plan) {
  const fills = plan.form !== null && (plan.refusal === null || plan.refusal === "challenge");
  const labelOf = (field) =>
    field === undefined ? null : seen.fields[seen.page.fields.findIndex(({ ref }) => ref === field.seen.ref)];
  if (kind !== "login") {
    const isRight = !fills || !WRONG[kind].includes(plan.kind);
    return { fields: isRight, beside: !isRight && isBeside(seen, plan, labelOf), button: null };
  }
  if (!fills) return { fields: isBarred(seen), barred: true, button: null };
  const canSee = (test) =>
    seen.page.fields.some((field, at) => test(seen.fields[at]) && field.hidden === null && field.enabled);
  const user = canSee(isUser) ? isUser(labelOf(plan.form.username)) : true;
  const password = canSee(isPassword) ? isPassword(labelOf(plan.form.password)) : plan.kind === "username_step";
  const at = seen.page.buttons.findIndex(({ ref }) => ref === plan.form.submit?.ref);
  return { fields: user && password, button: seen.buttons.includes(true) ? at >= 0 && seen.buttons[at] : null };
}

const share = (results, of) => `${results.filter(Boolean).length} of ${results.length} ${of}`;

async function measure(folder, all) {
  const { CdpClient } = await import("../src/sign-in/cdp/client.ts");
  const { pageKit } = await import("../src/sign-in/page/kit.ts");
  const { planPage } = await import("../src/sign-in/page/plan.ts");
  const list = join(folder, "index.json");
  if (!existsSync(list)) throw new ToolError(`there is no ${list}\n${USAGE}`);
  const index = JSON.parse(readFileSync(list, "utf8"));
  await inLifetime(async (life) => {
    const pages = await life.hold(startPages, (started) => started.stop());
    const flags = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--window-size=1280,900"];
    const chromium = await life.hold(
      () => startChromium({ flags }),
      (started) => started.stop(),
    );
    const cdp = new CdpClient(await openTransport(chromium.url), systemClock, LIMITS);
    const tab = await openTab(cdp);
    const results = [];
    for (const { file, kind } of index) {
      const html = readFileSync(join(folder, file), "utf8").replace(SENDS_ELSEWHERE, "$1$2");
      const seen = await look(cdp, tab, pages.show(html), pageKit());
      const plan = planPage([{ page: seen.page, allowed: true }]);
      const result = { file, kind, ...judge(kind, seen, plan) };
      results.push(result);
      const wrong = [...(result.fields ? [] : ["fields"]), ...(result.button === false ? ["button"] : [])];
      const found = `${plan.kind ?? "nothing"}${plan.refusal === null ? "" : `, ${plan.refusal}`}`;
      if (wrong.length > 0) console.log(`wrong ${wrong.join(" and ")}  ${file}  (${found})`);
      else if (all) console.log(`right  ${file}  (${found})`);
    }
    cdp.close();
    report(results);
  });
}

function report(results) {
  const of = (kind) => results.filter((result) => result.kind === kind).map(({ fields }) => fields);
  console.log(share(of("login"), "login pages: fields right"));
  console.log(
    `  of these ${results.filter(({ barred, fields }) => barred && fields).length} because a rule bars the labelled field`,
  );
  console.log(
    share(
      results.filter(({ button }) => button !== null).map(({ button }) => button),
      "buttons right",
    ),
  );
  console.log(share(of("signup"), "sign-up pages left alone"));
  const filled = results.filter(({ kind, fields }) => kind === "signup" && !fields);
  const beside = filled.filter((result) => result.beside).length;
  console.log(
    `  of the others ${beside} because a login form stands beside; sign-up forms filled: ${filled.length - beside}`,
  );
  console.log(share(of("other"), "other pages without a password written"));
}

await runMain(async () => {
  requireBundledNode();
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) return console.log(USAGE);
  const [folder, ...more] = args.filter((arg) => arg !== "--all");
  if (folder === undefined || folder.startsWith("-") || more.length > 0) throw new ToolError(USAGE);
  await measure(folder, args.includes("--all"));
});
