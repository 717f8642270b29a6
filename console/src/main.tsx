import { render } from "preact";
import { routes } from "./pages/routes.ts";
import { startSession } from "./session/session.ts";
import { App } from "./shell/app.tsx";
import { applyTheme } from "./shell/theme.ts";

applyTheme();
const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<App routes={routes} />, root);
  if (import.meta.env.MODE === "development") await import("./dev-reload.ts").then((dev) => dev.reloadOnChange());
  await startSession();
}
