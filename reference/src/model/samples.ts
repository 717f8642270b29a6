import { addressOf, type Request } from "./request.ts";

/** The languages that a request is shown in. */
export const LANGUAGES = ["curl", "TypeScript", "Python"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The request as a piece of a program that could be run as it stands. `server`: the deployment's address, without a slash at its end. */
export function sampleOf(language: Language, request: Request, server: string): string {
  switch (language) {
    case "curl":
      return curlSample(request, server);
    case "TypeScript":
      return typeScriptSample(request, server);
    case "Python":
      return pythonSample(request, server);
  }
}

// --- curl ---

function curlSample(request: Request, server: string): string {
  const { method, headers, body, takesToken } = request;
  const verb = method === "get" ? "" : `-X ${method.toUpperCase()} `;
  return [
    `curl -sS ${verb}${shellWord(server + addressOf(request))}`,
    ...(takesToken ? ['-H "Authorization: Bearer $POSTERN_TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    ...(body ? [`-H ${shellWord(`Content-Type: ${body.type}`)}`, `--data-raw ${shellWord(body.text)}`] : []),
  ].join(" \\\n  ");
}

const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

// --- TypeScript, with the client package ---

function typeScriptSample(request: Request, server: string): string {
  const token = request.takesToken ? ", token: process.env.POSTERN_TOKEN" : "";
  return `import { Postern } from "postern";

const postern = new Postern({ url: ${JSON.stringify(server)}${token} });
${typeScriptCall(request)}`;
}

/** By route and with its types; what is not JSON in both directions the package has no types for. */
function typeScriptCall(request: Request): string {
  const { method, route, path, query, headers, body } = request;
  const json = jsonOf(request);
  if (!request.isAnsweredInJson || (body && !json)) {
    const all = { ...headers, ...(body ? { "Content-Type": body.type } : {}) };
    const init = [...part("headers", all), ...(body ? [`  body: ${JSON.stringify(body.text)},`] : [])];
    const lines = [`  method: ${JSON.stringify(method.toUpperCase())},`, ...init].join("\n");
    return `const answer = await postern.fetch(${JSON.stringify(addressOf(request))}, {\n${lines}\n});`;
  }
  const options = [
    ...part("path", path),
    ...part("query", query),
    ...part("headers", headers),
    ...(json ? [`  body: ${JSON.stringify(json.value, undefined, 2).replaceAll("\n", "\n  ")},`] : []),
  ];
  const given = options.length === 0 ? "{}" : `{\n${options.join("\n")}\n}`;
  return `const answer = await postern.call(${JSON.stringify(method)}, ${JSON.stringify(route)}, ${given});`;
}

const part = (name: string, values: Readonly<Record<string, unknown>>): readonly string[] => {
  const pairs = Object.entries(values).map(([key, value]) => `${wordOrText(key)}: ${JSON.stringify(value)}`);
  return pairs.length === 0 ? [] : [`  ${name}: { ${pairs.join(", ")} },`];
};
const wordOrText = (key: string): string => (/^[a-z_]\w*$/i.test(key) ? key : JSON.stringify(key));

// --- Python, with requests ---

function pythonSample(request: Request, server: string): string {
  const { method, headers, body, takesToken } = request;
  const json = jsonOf(request);
  const all = [
    ...(takesToken ? ['        "Authorization": "Bearer " + os.environ["POSTERN_TOKEN"],'] : []),
    ...Object.entries({ ...headers, ...(body && !json ? { "Content-Type": body.type } : {}) }).map(
      ([name, value]) => `        ${pythonText(name, 8)}: ${pythonText(value, 8)},`,
    ),
  ];
  const lines = [
    `    ${JSON.stringify(server + addressOf(request))},`,
    ...(all.length === 0 ? [] : ["    headers={", ...all, "    },"]),
    ...(json ? [`    json=${pythonText(json.value, 4)},`] : []),
    ...(body && !json ? [`    data=${pythonText(body.text, 4)},`] : []),
    "    timeout=90,",
  ];
  return `${takesToken ? "import os\n\n" : ""}import requests

answer = requests.${method}(
${lines.join("\n")}
)
answer.raise_for_status()`;
}

/** A JSON value as Python writes it. A JSON text is a Python text, too. */
function pythonText(value: unknown, depth: number): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const inside = " ".repeat(depth + 4);
  const entries = Array.isArray(value)
    ? value.map((each) => `${inside}${pythonText(each, depth + 4)},`)
    : Object.entries(value).map(([name, each]) => `${inside}${JSON.stringify(name)}: ${pythonText(each, depth + 4)},`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return entries.length === 0 ? open + close : `${open}\n${entries.join("\n")}\n${" ".repeat(depth)}${close}`;
}

/** The body's value where it is JSON; undefined while somebody types it, and for a form. */
function jsonOf({ body }: Request): { readonly value: unknown } | undefined {
  if (body === undefined || !body.type.includes("json")) return undefined;
  try {
    return { value: JSON.parse(body.text) };
  } catch {
    return undefined;
  }
}
