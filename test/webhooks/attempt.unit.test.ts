import { expect, it } from "vitest";
import { send } from "./rules-support";

it.each([
  "http://hooks.acme.example/in",
  "https://127.0.0.1/in",
  "https://[::ffff:10.0.0.1]/in",
  "https://169.254.169.254/in",
  "https://0x7f.1/in",
  "https://localhost/in",
  "https://user:pass@hooks.acme.example/in",
])("an attempt at %s sends nothing, whatever was thought when it was saved", async (url) => {
  expect(await send(url, { allow: [] })).toMatchObject({ error: "blocked_address", responseCode: null });
});
