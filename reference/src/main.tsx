import { render } from "preact";
import type { Document } from "./model/document.ts";
import { App } from "./shown/app.tsx";

/** Shows the API's own description. No other host is asked, and nothing is kept in the browser. */
const root = document.getElementById("app");
if (root) {
  const described = await readDescription();
  root.replaceChildren();
  if (described) render(<App described={described} server={location.origin} />, root);
  else root.textContent = "The API's description, /openapi.json, did not come. Load the page again.";
}

async function readDescription(): Promise<Document | undefined> {
  try {
    const answer = await fetch("/openapi.json");
    if (!answer.ok) return undefined;
    // This deployment made it, and a test holds its form.
    return (await answer.json()) as Document;
  } catch {
    return undefined;
  }
}
