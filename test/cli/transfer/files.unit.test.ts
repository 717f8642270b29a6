import { describe, expect, it } from "vitest";
import { documentOf, parseDocument } from "../../../packages/client/src/cli/transfer/files/document.ts";
import { dotenvFile } from "../../../packages/client/src/cli/transfer/files/dotenv.ts";
import { kubernetesFile } from "../../../packages/client/src/cli/transfer/files/kubernetes.ts";
import { awsFile, dopplerFile, infisicalFile } from "../../../packages/client/src/cli/transfer/files/platforms.ts";
import { parseYaml } from "../../../packages/client/src/cli/transfer/files/yaml.ts";
import type { Found } from "../../../packages/client/src/cli/transfer/source.ts";

const CANARY = "s3cr3t-canary";
const jsonFile = (text: string, to?: string, isNested = false) => documentOf(parseDocument(text), to, isNested);
const yamlFile = (text: string, to?: string) => documentOf(parseYaml(text)[0] ?? null, to, false);
const k8sFile = (text: string, to?: string) => kubernetesFile(parseYaml(text), to);

/** Each path with its value's text, then each refusal. */
const shown = ({ entries, refused }: Found) => [
  ...entries.map(({ path, versions, notes }) => [path, versions[0], ...notes]),
  ...refused.map(({ name, reason }) => [name, reason]),
];
function faultOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "taken";
}
const FAULT = "the file can't be imported: ";

describe("a file that is not what it is said to be is refused, and nothing of it is repeated", () => {
  it.each<readonly [string, () => unknown, string | RegExp]>([
    [
      "a line that is no variable",
      () => dotenvFile(`A=1\n${CANARY}\n`, "a"),
      "neither NAME=VALUE nor a comment, line 2",
    ],
    [
      "a line that is no variable, behind a value of many lines",
      () => dotenvFile(`\n# words\nA="1\n2"\n\n${CANARY}\n`, "a"),
      "neither NAME=VALUE nor a comment, line 6",
    ],
    ["a variable twice", () => dotenvFile(`A=${CANARY}\r\n\r\nA=2`, "a"), "the variable A is in it twice, line 3"],
    [
      "a name with a meaning",
      () => dotenvFile(`__proto__=${CANARY}`, "a"),
      "no variable can be called __proto__, line 1",
    ],
    ...[`A=${CANARY}#x`, `A=${CANARY} # x`, `A=#${CANARY}`, `A= # ${CANARY}`, `A="x"#${CANARY}`, `A: x #${CANARY}`].map(
      (line) =>
        [
          `a # that may be the value's or a comment's: ${line}`,
          () => dotenvFile(`B=1\n${line}\nC=2\n`, "a"),
          "the value of A holds a # or has a comment behind it, line 2",
        ] as const,
    ),
    ...[`A="${CANARY}`, `A='${CANARY}`, `A=\`${CANARY}`, `A="${CANARY}"x`, `A="${CANARY}\nC=3`, "A='"].map(
      (line) =>
        [
          `quotes that don't close: ${JSON.stringify(line)}`,
          () => dotenvFile(`B=1\n\n${line}\nC=2\n`, "a"),
          "the quotes of A don't end where its value does, line 3",
        ] as const,
    ),
    ["variables without a path", () => dotenvFile("A=1", undefined), "it does not say to which path"],
    ["no JSON", () => jsonFile(`{\n"a": ${CANARY}}`), "not JSON, line 2"],
    [
      "JSON with a key twice",
      () => jsonFile(`{"a":{"x":"${CANARY}"},"\\u0061":{}}`),
      "an object has one key twice, line 1",
    ],
    ["JSON without end", () => jsonFile("[".repeat(100_000)), "too many levels, line 1"],
    ["JSON that is a list", () => jsonFile(`["${CANARY}"]`), "it is no object"],
    ["no YAML", () => yamlFile(`a:\n  - ${CANARY}\n b: 1`), /^not YAML, line \d+ \([a-z_]+\)$/],
    ["YAML with a key twice", () => yamlFile(`a: {x: ${CANARY}, x: 1}`), /^not YAML, line 1 \(duplicate_key\)$/],
    ["YAML with one key of JSON twice", () => yamlFile(`a: {1: ${CANARY}, "1": 1}`), "a key is in it twice"],
    ["YAML with a tag", () => yamlFile(`a: {x: !!binary ${CANARY}}`), /tag|not YAML/],
    [
      "YAML with a number of its own",
      () => yamlFile("a: {x: 0x1F}"),
      "a number that JSON does not write like this, line 1",
    ],
    ["YAML with no number", () => yamlFile("a: {x: .nan}"), "a number that JSON does not write like this, line 1"],
    ["YAML with a merge key", () => yamlFile("a: &a {x: 1}\nb: {<<: *a}"), "merge keys (<<) are no part of YAML 1.2"],
    ["YAML without end", () => yamlFile("[".repeat(10_000)), "not YAML, line 1 (resource_exhaustion)"],
    ["YAML with an alias of itself", () => yamlFile("a: &a {x: *a}"), "too many levels"],
    [
      "an Infisical export with a name twice",
      () => infisicalFile(`[{"key":"A","value":"${CANARY}"},{"key":"A","value":""}]`, "a"),
      "a name is in it twice; export one folder at a time",
    ],
    [
      "an Infisical export without names",
      () => infisicalFile(`[{"secretKey":"A","secretValue":"${CANARY}"}]`, "a"),
      "an entry has no name or no value",
    ],
    ["CSV that ends in quotes", () => infisicalFile(`Key,Value\nA,"${CANARY}`, "a"), "no CSV, row 2"],
    ["a Doppler export that is a list", () => dopplerFile("{", "a"), "not JSON, line 1"],
    ["an AWS answer that is a list", () => awsFile("[]", undefined), "it is no object"],
    ["many secrets for one path", () => awsFile('{"SecretValues":[]}', "one"), "0 secrets are no single one"],
  ])("%s", (_, read, why) => {
    const fault = faultOf(read);
    expect(fault).not.toContain(CANARY);
    expect(fault.slice(0, FAULT.length)).toBe(FAULT);
    if (typeof why === "string") expect(fault.slice(FAULT.length)).toBe(why);
    else expect(fault.slice(FAULT.length)).toMatch(why);
  });

  it("YAML whose aliases stand for thousands of millions of values", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let at = 1; at < 12; at += 1)
      lines.push(
        `a${at}: &a${at} [${Array(10)
          .fill(`*a${at - 1}`)
          .join(", ")}]`,
      );
    expect(faultOf(() => yamlFile(lines.join("\n")))).toBe(`${FAULT}its aliases stand for too much`);
  });
});

it("a value of megabytes is read, whatever it is full of", () => {
  for (const letter of ["x", "\\n", '"', "\u0001"]) {
    const text = letter.repeat(1_000_000);
    const [[, value] = []] = shown(jsonFile(JSON.stringify({ a: { text } })));
    expect(value === JSON.stringify({ text }), letter).toBe(true);
  }
  const bytes = Buffer.alloc(6_000_000, 255).toString("base64");
  const manifest = { apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, data: { b: bytes } };
  const [entry] = kubernetesFile([parseDocument(JSON.stringify(manifest))], undefined).entries;
  expect(entry?.versions[0]?.length).toBeGreaterThan(bytes.length);
});

describe("a file of variables", () => {
  it("is one secret, or in a folder a secret for each; a dollar stands for itself", () => {
    const text = "# words\r\nexport A='x y' # more\r\nB=\"1\\n2\"\nC=$A\nD=\n";
    expect(shown(dotenvFile(text, "app/env"))).toEqual([["app/env", '{"A":"x y","B":"1\\n2","C":"$A","D":""}']]);
    expect(shown(dotenvFile("A=1\nB=2", "app/"))).toEqual([
      ["app/A", '{"value":"1"}'],
      ["app/B", '{"value":"2"}'],
    ]);
  });

  it("has a # only in quotes, and comments on lines of their own or behind quotes", () => {
    const text = "# A=0\nA='a#b' # more\nB=\n# C=0\n\nC=c\n  # D=0\nD=\"d # d\"\n#";
    expect(shown(dotenvFile(text, "app"))).toEqual([["app", '{"A":"a#b","B":"","C":"c","D":"d # d"}']]);
  });

  it("of Infisical is read in each of its formats", () => {
    const expected = [["a", '{"A":"1, \\"2\\"","B":"x"}']];
    const json = [
      { key: "A", workspace: "w", value: '1, "2"', type: "shared", secretPath: "/", tags: [] },
      { key: "B", value: "x" },
    ];
    for (const text of [
      JSON.stringify(json),
      'Key,Value\r\nA,"1, ""2"""\r\nB,x\r\n',
      "A: '1, \"2\"'\nB: x\n",
      "A='1, \"2\"'\nB='x'\n",
      "export A='1, \"2\"'\nexport B='x'\n",
    ])
      expect(shown(infisicalFile(text, "a")), text).toEqual(expected);
  });

  it("of Doppler is read in each of its formats", () => {
    const expected = [["a", '{"A":"1","DOPPLER_CONFIG":"dev"}']];
    for (const text of [
      '{"A":"1","DOPPLER_CONFIG":"dev"}',
      'A="1"\nDOPPLER_CONFIG="dev"\n',
      'A: "1"\nDOPPLER_CONFIG: dev\n',
    ])
      expect(shown(dopplerFile(text, "a")), text).toEqual(expected);
  });
});

describe("a file of secrets", () => {
  it("as JSON has paths as its keys; each number keeps its digits, and no name has a meaning", () => {
    const text =
      '\uFEFF{"a/b": {"n": 12345678901234567890.10, "__proto__": {"x": [1e400, -0]}}, "__proto__": {"y": true}, "c": 1}';
    expect(shown(jsonFile(text, "in/"))).toEqual([
      ["in/a/b", '{"n":12345678901234567890.10,"__proto__":{"x":[1e400,-0]}}'],
      ["in/__proto__", '{"y":true}'],
      ["in/c", "no object of fields"],
    ]);
  });

  it("to one path is that secret's value, and nested has folders", () => {
    expect(shown(jsonFile('{"a": {"x": "1"}, "b": 2}', "one"))).toEqual([["one", '{"a":{"x":"1"},"b":2}']]);
    expect(shown(jsonFile('{"app": {"db": {"x": "1"}, "web": {"k": {"y": {"z": 1}}}}}', undefined, true))).toEqual([
      ["app/db", '{"x":"1"}'],
      ["app/web/k/y", '{"z":1}'],
    ]);
  });

  it("as YAML is the same, with what its aliases stand for", () => {
    const text =
      "a/b: &v\n  n: 12345678901234567890.10\n  yes: no\n  when: 2026-01-01\n  none: ~\n  text: |\n    x\n    y\nc: *v\n";
    const value = '{"n":12345678901234567890.10,"yes":"no","when":"2026-01-01","none":null,"text":"x\\ny\\n"}';
    expect(shown(yamlFile(text))).toEqual([
      ["a/b", value],
      ["c", value],
    ]);
  });

  it("of Kubernetes is a secret for each manifest, also in a list; what is no text stays base64", () => {
    const bytes = Buffer.from([0xff, 0x00]).toString("base64");
    const text = `
apiVersion: v1
kind: Secret
metadata: {name: db, namespace: shop}
data: {password: cMOkc3M=, key.jks: ${bytes}, old: YQ==}
stringData: {old: new}
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Secret, metadata: {name: web}, data: {a: "=bad="}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
- 5
`;
    expect(shown(k8sFile(text, "k/"))).toEqual([
      [
        "k/shop/db",
        `{"password":"päss","key.jks.base64":"${bytes}","old":"new"}`,
        "a field that is no text is kept as base64",
      ],
      ["default/web", "a field of data is no base64"],
      ["default/c", "no Secret of v1"],
      ["manifest 4", "no Secret of v1"],
    ]);
  });

  it("of AWS is a secret for each value that Secrets Manager gave, or for each parameter", () => {
    const batch = {
      SecretValues: [
        {
          ARN: "arn:x",
          Name: "prod/db",
          VersionId: "1",
          SecretString: '{"user":"u","port":5432}',
          VersionStages: ["AWSCURRENT"],
        },
        { Name: "/prod/token", SecretString: "plain" },
        { Name: "prod/bytes", SecretBinary: "/wA=" },
        { Name: "prod/none" },
      ],
      Errors: [{ SecretId: "prod/denied", ErrorCode: "AccessDeniedException", Message: CANARY }],
    };
    expect(shown(awsFile(JSON.stringify(batch), undefined))).toEqual([
      ["prod/db", '{"user":"u","port":5432}'],
      ["prod/token", '{"value":"plain"}'],
      ["prod/bytes", '{"value.base64":"/wA="}'],
      ["prod/none", "it has no value"],
      ["prod/denied", "AWS did not give it"],
    ]);
    expect(shown(awsFile('{"Name":"x","SecretString":"[1]"}', "one"))).toEqual([["one", '{"value":"[1]"}']]);
    const parameters = '{"Parameters":[{"Name":"/a/b","Type":"SecureString","Value":"v"}],"InvalidParameters":["c"]}';
    expect(shown(awsFile(parameters, "ssm/"))).toEqual([
      ["ssm/a/b", '{"value":"v"}'],
      ["ssm/", "AWS did not give it"],
    ]);
  });
});
