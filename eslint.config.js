import tseslint from "typescript-eslint";

/**
 * Who may import what, as patterns of module paths. A file may not import from what is listed for it: routes and schemas, and the
 * way in for agents, run at the edge and reach no table; operations run in the object and know nothing of HTTP; crypto and errors
 * know nobody.
 */
const LIBRARIES = {
  hono: { group: ["hono", "hono/*", "@hono/*"], message: "hono belongs to app, http, routes and schemas" },
  drizzle: { group: ["drizzle-orm", "drizzle-orm/*"], message: "drizzle belongs to what runs inside an object" },
  nodeCrypto: { group: ["node:crypto"], message: "primitives belong to src/crypto" },
};
const HOUSE = {
  http: { group: ["**/http/*", "**/http"], message: "what runs inside an object knows nothing of HTTP" },
  edge: {
    group: ["**/routes", "**/schemas", "**/present", "**/app"],
    message: "routes, schemas and presenters run at the edge: nothing inside an object imports them",
  },
  inside: {
    group: ["**/tables", "**/state-tables", "**/object", "**/guard", "**/journal", "**/registry", "**/store"],
    allowTypeImports: true,
    message: "the edge reaches the object by its client alone",
  },
  others: { group: ["../*", "../**", "!../errors", "!../crypto/*"], message: "crypto imports nothing but errors" },
};
const SYNTAX = {
  fetch: {
    selector: "CallExpression[callee.name='fetch']",
    message: "outgoing requests go through guarded-fetch, sockets through guarded-socket",
  },
  subtle: { selector: "MemberExpression[property.name='subtle']", message: "WebCrypto belongs to src/crypto" },
  issue: { selector: "CallExpression[callee.property.name='addIssue']", message: "a fault is said by addFault" },
  reason: {
    selector:
      "CallExpression[callee.property.name='refine'] > Literal.arguments, " +
      "CallExpression[callee.property.name='refine'] Property[key.name=/^(error|message)$/] > Literal.value",
    message: "a reason is one of the list: word(...)",
  },
  env: {
    selector: "MemberExpression[object.name='env'], MemberExpression[object.property.name='env']",
    message: "env is read by edge-config, what opens an object, and their stubs",
  },
};

const EDGE = [
  "src/app.ts",
  "src/console/**",
  "src/http/**",
  "src/mcp/**",
  "src/vault-api/**",
  "src/**/routes.ts",
  "src/**/route-matcher.ts",
  "src/**/schemas.ts",
  "src/**/present.ts",
];
const SYSTEM = ["src/system/**"];
const CRYPTO = ["src/crypto/**"];
const WAYS_OUT = ["src/outbound/guarded-fetch.ts", "src/outbound/guarded-socket.ts"];
const ENV_READERS = [
  "src/edge-config.ts",
  "src/space/open.ts",
  "src/space/provisioning.ts",
  "src/kernel/rpc.ts",
  "src/client/run-operation.ts",
  "src/client/tenants-by-audience.ts",
  "src/broker/vault/app-role-session.ts",
  "src/broker/vault/sessions.ts",
  "src/broker/authentications/login-run.ts",
  "src/broker/authentications/rpc.ts",
  "src/system/readiness.ts",
  "src/http/static-files.ts",
];

const restrict = (files, ignores, patterns) => ({
  files,
  ignores,
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
});
const forbidSyntax = (files, ignores, selectors) => ({
  files,
  ignores,
  rules: { "no-restricted-syntax": ["error", ...selectors] },
});

/** Statements are one flat list, prepared together: a function that holds nothing else may be as long as the list. */
const LISTS = ["src/**/statements.ts"];
/** Endpoints are data; a file of them is read from top to bottom. */
const ROUTES = ["src/**/routes.ts"];

/** Made by `npm run client:types`. */
const CLIENT_GENERATED = ["packages/client/src/generated/**"];
const PROMISES = {
  "@typescript-eslint/no-floating-promises": ["error", { checkThenables: true }],
  "@typescript-eslint/no-misused-promises": "error",
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
};

export default tseslint.config(
  {
    files: ["src/**/*.ts", "test/**/*.ts"],
    ignores: [
      "test/support/node/**",
      "test/scripts/**",
      "test/cli/**",
      "test/console/browser/**",
      "test/console/**/*.unit.test.ts",
      "test/reference/**",
      "test/vault-api/clients/**",
      "test/made-clients/**",
    ],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: PROMISES,
  },
  {
    files: ["packages/client/src/**/*.ts"],
    ignores: CLIENT_GENERATED,
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: "./packages/client/tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: { ...PROMISES, "max-lines": ["error", 300], "max-lines-per-function": ["error", 40] },
  },
  ...["console", "reference"].map((folder) => ({
    files: [`${folder}/src/**/*.{ts,tsx}`],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: `./${folder}/tsconfig.json`, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...PROMISES,
      "max-lines": ["error", 300],
      // Of a component most lines are what it looks like.
      "max-lines-per-function": ["error", 70],
      // What is read is text, and stays text.
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "what is shown is text" },
        { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML)$/]", message: "what is shown is text" },
        { selector: "MemberExpression[object.name='sessionStorage']", message: "nothing is kept in the browser" },
      ],
    },
  })),
  { ignores: [...CLIENT_GENERATED, "packages/client/dist/**"] },
  {
    files: ["src/**/*.ts"],
    ignores: LISTS,
    rules: { "max-lines": ["error", 300], "max-lines-per-function": ["error", 40] },
  },
  { files: ROUTES, rules: { "max-lines": ["error", 250] } },
  {
    files: ["test/**/*.test.ts"],
    ignores: [
      "test/scripts/**",
      "test/cli/**",
      "test/console/browser/**",
      "test/console/**/*.unit.test.ts",
      "test/reference/**",
      "test/vault-api/clients/**",
      "test/made-clients/**",
    ],
    rules: { "max-lines": ["error", 400] },
  },
  {
    files: ["test/console/browser/**/*.ts"],
    languageOptions: { parser: tseslint.parser },
    rules: {
      // A page shows what it must when its calls are answered: what is seen once, at whatever moment, may not be there yet.
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.name='expect'] AwaitExpression > CallExpression[callee.property.name=" +
            "/^(all(TextContents|InnerTexts)|count|textContent|innerText|inputValue|getAttribute|is[A-Z][a-z]+)$/]",
          message: "what a page shows is waited for: await expect.poll(() => ...)",
        },
      ],
    },
  },
  // Imports. Later entries replace earlier ones for the files they name.
  restrict(
    ["src/**/*.ts"],
    ["src/index.ts", ...EDGE, ...SYSTEM, ...CRYPTO],
    [LIBRARIES.hono, LIBRARIES.nodeCrypto, HOUSE.http, HOUSE.edge],
  ),
  restrict(EDGE, ["src/app.ts"], [LIBRARIES.drizzle, LIBRARIES.nodeCrypto, HOUSE.inside]),
  restrict(SYSTEM, [], [LIBRARIES.nodeCrypto]),
  restrict(CRYPTO, [], [LIBRARIES.hono, LIBRARIES.drizzle, HOUSE.others]),
  restrict(["src/outbound/**"], [], [LIBRARIES.hono, LIBRARIES.drizzle, LIBRARIES.nodeCrypto, HOUSE.http, HOUSE.edge]),
  // What only one place may do.
  forbidSyntax(["src/**/*.ts"], [...CRYPTO, ...WAYS_OUT, ...ENV_READERS], Object.values(SYNTAX)),
  forbidSyntax(["src/http/faults.ts"], [], [SYNTAX.fetch, SYNTAX.subtle, SYNTAX.env]),
  forbidSyntax(CRYPTO, [], [SYNTAX.fetch, SYNTAX.env]),
  forbidSyntax(WAYS_OUT, [], [SYNTAX.subtle, SYNTAX.env]),
  forbidSyntax(ENV_READERS, [], [SYNTAX.fetch, SYNTAX.subtle]),
);
