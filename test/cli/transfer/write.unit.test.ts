import dotenv from "dotenv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Exact,
  ExactNumber,
  type ExactObject,
  exactText,
  parseExact,
} from "../../../packages/client/src/cli/text/exact-json.ts";
import { documentOf, parseDocument } from "../../../packages/client/src/cli/transfer/files/document.ts";
import { parseDotenv } from "../../../packages/client/src/cli/transfer/files/dotenv.ts";
import { kubernetesFile } from "../../../packages/client/src/cli/transfer/files/kubernetes.ts";
import { parseYaml } from "../../../packages/client/src/cli/transfer/files/yaml.ts";
import { jsonText, yamlText } from "../../../packages/client/src/cli/transfer/write/document.ts";
import { dotenvText } from "../../../packages/client/src/cli/transfer/write/dotenv.ts";
import { kubernetesText } from "../../../packages/client/src/cli/transfer/write/kubernetes.ts";

const text = fc.string({ unit: "grapheme", maxLength: 20 });
const ugly = fc.oneof(text, fc.string({ unit: fc.constantFrom(..."'\"`\\#$ \n\r\tan=:".split("")), maxLength: 12 }));
const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.constantFrom("", ".10", "e400", ".5e-7"))
  .map(([whole, rest]) => new ExactNumber(`${whole}${rest}`));
const value = fc.letrec<{ any: Exact }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.constant(null), fc.boolean(), ugly, number),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.array(fc.tuple(ugly, tie("any")), { maxLength: 3 }).map((members): Exact => new Map(members)),
  ),
})).any;
const object = fc.array(fc.tuple(ugly, value), { maxLength: 4 }).map((members): ExactObject => new Map(members));
const path = fc.constantFrom("a", "shop/db", "a b/c", "x@3", "__proto__", "1", "true", "~", "no");
const secrets = fc.array(fc.tuple(path, object), { maxLength: 4 }).map((all) => new Map(all));
const valuesOf = (all: ReadonlyMap<string, ExactObject>) => [...all].map(([path, data]) => [path, exactText(data)]);
const read = (document: Exact) =>
  documentOf(document, undefined, false).entries.map(({ path, versions }) => [path, versions[0]]);

describe("what is exported", () => {
  it("as exact JSON is read as it was written, white space and escapes aside", () => {
    fc.assert(
      fc.property(value, (data) => {
        expect(exactText(parseExact(exactText(data)))).toBe(exactText(data));
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(JSON.parse(exactText(parseExact(json)))).toEqual(JSON.parse(json));
      }),
    );
  });

  it("as JSON is imported as the same secrets", () => {
    fc.assert(
      fc.property(secrets, (all) => {
        expect(read(parseDocument(jsonText(all)))).toEqual(valuesOf(all));
      }),
    );
  });

  it("as YAML is imported as the same secrets", () => {
    fc.assert(
      fc.property(secrets, (all) => {
        expect(read(parseYaml(yamlText(all))[0] ?? null)).toEqual(valuesOf(all));
      }),
    );
  });

  it("as variables is what dotenv reads, or is refused", () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
    fc.assert(
      fc.property(fc.dictionary(name, ugly, { noNullPrototype: true }), (values) => {
        const all = new Map([["a", new Map(Object.entries(values))]]);
        const written = textOr(() => dotenvText(all, false));
        if (written === undefined) return;
        expect(dotenv.parse(written)).toEqual(values);
        expect(Object.fromEntries(parseDotenv(written))).toEqual(values);
      }),
    );
  });

  it("as variables keeps every text without a carriage return that some quotes can hold", () => {
    const plain = ["", " x ", "a#b", "a\nb", "it's", 'say "x"', "`", "$HOME", "a\\", "\\n", "ü", "a\"b'c"];
    const all = new Map([["a", new Map(plain.map((text, at) => [`V${at}`, text]))]]);
    expect(Object.values(dotenv.parse(dotenvText(all, false)))).toEqual(plain);
    const mixed = new Map([["a", new Map([["V", "'\"`#"]])]]);
    expect(() => dotenvText(mixed, false)).toThrow("a: no quotes of dotenv hold a value like this");
  });

  it("as variables of many secrets has names made of paths, and never one name twice", () => {
    const all = new Map([
      ["shop/db", new Map<string, Exact>([["password", "p"]])],
      ["3/x", new Map<string, Exact>([["a-b", [new ExactNumber("1.0")]]])],
    ]);
    expect(() => dotenvText(all, false)).toThrow("2 secrets are no single file of variables");
    expect(dotenvText(all, true)).toBe("SHOP_DB_PASSWORD=p\n_3_X_A_B='[1.0]'\n");
    all.set("shop", new Map([["db_password", "q"]]));
    expect(() => dotenvText(all, true)).toThrow("two fields would be the variable SHOP_DB_PASSWORD");
  });

  it("for Kubernetes is a manifest for each, whose data come back", () => {
    const bytes = Buffer.from([0xff, 0x00]).toString("base64");
    const all = new Map([
      [
        "Shop/DB 1",
        new Map<string, Exact>([
          ["k.jks.base64", bytes],
          ["p", "ä"],
          ["n", new ExactNumber("1.10")],
        ]),
      ],
    ]);
    const written = kubernetesText(all, "prod");
    expect(written).toBe(
      [
        "apiVersion: v1",
        "kind: Secret",
        "metadata:",
        '  name: "shop-db-1"',
        '  namespace: "prod"',
        "  annotations:",
        '    postern/path: "Shop/DB 1"',
        "type: Opaque",
        "data:",
        `  "k.jks": ${bytes}`,
        '  "p": w6Q=',
        '  "n": MS4xMA==',
        "",
      ].join("\n"),
    );
    const { entries } = kubernetesFile(parseYaml(written), undefined);
    expect(entries.map(({ path, versions }) => [path, versions[0]])).toEqual([
      ["prod/shop-db-1", `{"k.jks.base64":"${bytes}","p":"ä","n":"1.10"}`],
    ]);
    all.set("shop/db/1", new Map());
    expect(() => kubernetesText(all, undefined)).toThrow("another one would have the name shop-db-1, too");
  });
});

function textOr(write: () => string): string | undefined {
  try {
    return write();
  } catch {
    // Refused, as it says.
    return undefined;
  }
}
