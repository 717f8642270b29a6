import { beforeAll, expect, it } from "vitest";
import agents from "../../docs/agents.md?raw";
import { TOOLS } from "../../src/mcp/tools";
import { newTenant } from "../support/api";
import { modern } from "./support";

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}
interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Schema;
  readonly outputSchema: Schema;
  readonly annotations: Readonly<Record<string, unknown>>;
}

let tools: readonly Tool[];

beforeAll(async () => {
  tools = (await modern((await newTenant()).admin, "tools/list")).body.result.tools;
});

const tool = (name: string): Tool => tools.find((one) => one.name === name) ?? expect.unreachable(name);

/** Places of objects that take any key. */
function openObjects({ type, properties = {}, items, anyOf = [], additionalProperties }: Schema, at: string): string[] {
  return [
    ...([type].flat().includes("object") && additionalProperties !== false ? [at] : []),
    ...Object.entries(properties).flatMap(([key, inner]) => openObjects(inner, `${at}.${key}`)),
    ...(items ? openObjects(items, `${at}[]`) : []),
    ...anyOf.flatMap((inner) => openObjects(inner, at)),
  ];
}

it("the tools are these, in this order, and none resolves or reads a value", () => {
  expect(tools.map(({ name, annotations }) => [name, annotations])).toEqual([
    ["list_credentials", hints("List credentials", "reads")],
    ["list_browsers", hints("List browsers", "reads")],
    ["describe_login", hints("Look at a login page", "reads", "open world")],
    ["authenticate", hints("Sign in", "open world")],
    ["get_authentication", hints("Look at a sign-in", "reads")],
    ["cancel_authentication", { ...hints("Cancel a sign-in", "open world"), idempotentHint: true }],
    ["list_secrets", hints("List secrets", "reads")],
    ["whoami", hints("Who am I", "reads")],
  ]);
  for (const { name, title, annotations } of tools) expect(annotations.title, name).toBe(title);
});

const hints = (title: string, ...what: readonly ("reads" | "open world")[]) => ({
  title,
  readOnlyHint: what.includes("reads"),
  destructiveHint: false,
  idempotentHint: what.includes("reads"),
  openWorldHint: what.includes("open world"),
});

it("the tools say in plain words what they do, and what they do not show", () => {
  for (const { name, description } of tools) {
    expect(description, name).toMatch(/^[A-Z][a-z]+ .{60,700}\.$/);
    expect(description, name).toMatch(/never|no |neither|nothing|not /);
  }
});

it("the tools' schemas stand by themselves, and close every object but what a browser tells besides", () => {
  for (const { name, inputSchema, outputSchema } of tools) {
    expect(JSON.stringify([inputSchema, outputSchema]), name).not.toMatch(/\$ref|"example"|nullable/);
    expect([inputSchema.type, outputSchema.type], name).toEqual(["object", "object"]);
    const isTold = ["describe_login", "authenticate", "get_authentication", "cancel_authentication"].includes(name);
    expect(openObjects(inputSchema, "in"), name).toEqual([]);
    expect(openObjects(outputSchema, "out"), name).toEqual(isTold ? ["out.details"] : []);
  }
});

it("the tools take a registered browser and no address of one", () => {
  for (const name of ["authenticate", "describe_login"])
    expect(tool(name).inputSchema.properties?.browser, name).toEqual({
      type: "object",
      properties: {
        browserId: expect.objectContaining({ type: "string" }),
        session: expect.objectContaining({ type: "string" }),
      },
      required: ["browserId"],
      additionalProperties: false,
    });
  expect(JSON.stringify(tools)).not.toMatch(/cdpUrl/i);
});

it("the tools take what the routes take", () => {
  const keys = (name: string) => Object.keys(tool(name).inputSchema.properties ?? {});
  const required = (name: string) => tool(name).inputSchema.required ?? [];
  expect(keys("authenticate")).toEqual([
    ...["credentialId", "browser", "target", "mode", "allowFallback", "selectors", "submit", "success", "waitMs"],
    ...["pauseTimeoutMs", "idempotencyKey"],
  ]);
  expect(required("authenticate")).toEqual(["credentialId", "browser"]);
  expect(keys("describe_login")).toEqual(["credentialId", "browser", "target", "selectors"]);
  expect(keys("get_authentication")).toEqual(["authenticationId", "waitMs"]);
  expect(keys("cancel_authentication")).toEqual(["authenticationId"]);
  expect(keys("list_credentials")).toEqual(["limit", "cursor", "name", "domain"]);
  expect(keys("list_browsers")).toEqual(["limit", "cursor"]);
  expect(keys("whoami")).toEqual([]);
});

it("docs/agents.md has the tools in their order, each with its scope", () => {
  const rows = Array.from(agents.matchAll(/^\| `([a-z_]+)` \| (?:`([a-z:]+)`|any token)/gm), ([, name, scope]) => [
    name,
    scope ?? null,
  ]);
  expect(rows).toEqual(TOOLS.map(({ name, operation }) => [name, operation.scope]));
});
