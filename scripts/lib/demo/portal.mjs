import { createServer } from "node:http";
import { ToolError } from "../project.mjs";
import { LOGIN } from "./main-job.mjs";
import { codeAt, PERIOD_SECONDS } from "./totp.mjs";

/**
 * The supplier's portal: user name, password and code on three pages, both on one page for old friends, and a page to sign up. Its scripts are curious: they write down
 * all that is typed, and what each form holds as it is sent.
 *
 * @typedef {{ method: string, path: string, body: string }} Received
 */
const CURIOUS = `<script>
  window.seen = JSON.parse(sessionStorage.getItem("seen") ?? "[]");
  const note = (what, value) => {
    window.seen.push([what, value]);
    sessionStorage.setItem("seen", JSON.stringify(window.seen));
  };
  document.addEventListener("input", ({ target }) => note(target.name, target.value), true);
  document.addEventListener("submit", ({ target }) => {
    for (const [name, value] of new FormData(target)) note(name, value);
  }, true);
</script>`;

/** @param {string} title @param {string} content */
const page = (title, content) => `<!doctype html><title>${title}</title>${CURIOUS}<h1>${title}</h1>${content}`;
/** @param {string} action @param {string} fields @param {string} button */
const form = (action, fields, button) =>
  `<form method="post" action="${action}">${fields}<button>${button}</button></form>`;

const USER = form("/user", `<label>E-mail <input name="login" type="email" autocomplete="username"></label>`, "Next");
const PASSWORD = form("/password", `<label>Password <input name="pass" type="password"></label>`, "Log in");
const CODE = form("/code", `<label>Code <input name="otp" autocomplete="one-time-code"></label>`, "Verify");
const BOTH = form(
  "/password",
  `<label>E-mail <input name="login" type="email" autocomplete="username"></label>
   <label>Password <input name="pass" type="password"></label>`,
  "Log in",
);
const SIGN_UP = form(
  "/register",
  `<label>E-mail <input name="login" type="email"></label>
   <label>Password <input name="pass" type="password" autocomplete="new-password"></label>
   <label>Repeat it <input name="again" type="password" autocomplete="new-password"></label>`,
  "Create an account",
);

/** @type {Record<string, string>} */
const PAGES = {
  "/login": page("Sign in", USER),
  "/classic": page("Sign in on one page", BOTH),
  "/join": page("Create an account", SIGN_UP),
  "/home": page("Welcome, billing robot", "<p>3 invoices are open.</p>"),
};
const WRONG = page("Sign in", `<p>That is not right.</p>${USER}`);

/** It answers alike by whatever name it is called. */
export async function startPortal() {
  /** @type {Received[]} */
  const received = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const { method = "", url: path = "" } = request;
      received.push({ method, path, body });
      const html = method === "POST" ? STEPS[path]?.(new URLSearchParams(body)) : PAGES[path];
      response.writeHead(html === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(html);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new ToolError("the portal has no port");
  return {
    received,
    /** @param {string} place like `localhost/login` */
    url: (place) => `http://${place.replace("/", `:${address.port}/`)}`,
    posts: () => received.filter(({ method }) => method === "POST"),
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** What each form leads to. @type {Record<string, (sent: URLSearchParams) => string>} */
const STEPS = {
  "/user": (sent) => (sent.get("login") === LOGIN.login ? page("Your password", PASSWORD) : WRONG),
  "/password": (sent) => (sent.get("pass") === LOGIN.pass ? page("Your code", CODE) : WRONG),
  "/code": (sent) => (isFresh(sent.get("otp")) ? `<script>location.replace("/home")</script>` : WRONG),
};

/** The code of this time step or of the one before, as servers take them. @param {string | null} code */
function isFresh(code) {
  const step = Math.floor(Date.now() / 1000 / PERIOD_SECONDS);
  return [step, step - 1].some((at) => codeAt(LOGIN.otp_seed, at) === code);
}
