import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Script, startScript } from "./process";

/**
 * What the protocol's own judge asks of servers that Postern is not: tools, prompts and resources made for the test, and parts of the
 * protocol that it does not offer (prompts, resources, completion, logging, questions to the client, streams). A line that comes to
 * pass, and a failure that is not here, both fail the test. After a colon: a single check.
 */
const ABSENT = [
  ...["logging-set-level", "completion-complete", "json-schema-2020-12", "http-custom-header-server-validation"],
  ...[
    "simple-text",
    "image",
    "audio",
    "embedded-resource",
    "mixed-content",
    "with-logging",
    "error",
    "with-progress",
  ].map((kind) => `tools-call-${kind}`),
  ...["tools-call-sampling", "tools-call-elicitation", "elicitation-sep1034-defaults", "elicitation-sep1330-enums"],
  ...["list", "read-text", "read-binary", "templates-read", "subscribe", "unsubscribe"].map(
    (kind) => `resources-${kind}`,
  ),
  ...["list", "get-simple", "get-with-args", "get-embedded-resource", "get-with-image"].map(
    (kind) => `prompts-${kind}`,
  ),
  "sep-2164-resource-not-found",
  ...["basic-elicitation", "basic-sampling", "basic-list-roots", "request-state", "multiple-input-requests"].map(
    (kind) => `input-required-result-${kind}`,
  ),
  ...["multi-round", "missing-input-response", "non-tool-request", "result-type", "tampered-state"].map(
    (kind) => `input-required-result-${kind}`,
  ),
  ...["capability-check", "ignore-extra-params"].map((kind) => `input-required-result-${kind}`),
  ...["prompts-list", "resources-list", "resources-templates-list"].map(
    (kind) => `caching:sep-2549-${kind}-caching-hints`,
  ),
  "server-stateless:sep-2575-server-rejects-undeclared-capability",
  "server-stateless:sep-2575-missing-capability-http-400",
  "server-stateless:sep-2575-http-server-no-independent-requests-on-stream",
  "server-stateless:sep-2575-server-no-log-without-loglevel",
];
/** One version asks for streams even of who holds none. */
const STREAMS = ["server-sse-polling", "server-sse-multiple-streams"];
const JUDGE = join(import.meta.dirname, "../../node_modules/@modelcontextprotocol/conformance/dist/index.js");

/** The judge, at work on a server. What it writes goes to a folder that `end` removes. */
export function startJudge(url: string, version: string): Script {
  const folder = mkdtempSync(join(tmpdir(), "postern-judge-"));
  const lines = [...ABSENT, ...(version === "2025-11-25" ? STREAMS : [])].map((entry) => `  - ${entry}\n`);
  writeFileSync(join(folder, "absent.yml"), `server:\n${lines.join("")}`);
  const script = startScript(folder, [
    ...[JUDGE, "server", "--url", url, "--suite", "all", "--spec-version", version],
    ...["--expected-failures", "absent.yml", "--output-dir", "results"],
  ]);
  return {
    ...script,
    end() {
      script.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

export interface Relay {
  readonly url: string;
  close(): Promise<void>;
}

/** Hands requests on as they are, with a token: the judge has no place for one. */
export async function startRelay(target: string, token: string): Promise<Relay> {
  const { hostname, port, pathname } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` };
    const onward = request({ hostname, port, path: incoming.url, method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    url: `http://127.0.0.1:${address.port}${pathname}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
