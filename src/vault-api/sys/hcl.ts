import { CLASSES, holdsClass } from "../../generation/charsets";
import type { Field, FieldOf } from "../../generation/fields";
import { ruleOf } from "../../generation/random-rule";
import type { Permission, RuleText } from "../../kernel/policy";
import type { Capability } from "../capability";

/**
 * Our rules as Vault would write them, to be read by people and by clients that show them. What Vault has no word for stands in a
 * comment: nothing is decided by this text. Pure.
 */

const BY_KIND: Readonly<Record<string, Readonly<Partial<Record<Permission, readonly Capability[]>>>>> = {
  data: { read: ["read"], write: ["create", "update", "patch"], delete: ["delete"] },
  metadata: { list: ["list", "read"], write: ["create", "update", "patch"], admin: ["delete"] },
  subkeys: { read: ["read"] },
  delete: { delete: ["update"] },
  undelete: { write: ["update"] },
  destroy: { admin: ["update"] },
};

export const policyText = (rules: readonly RuleText[]): string => rules.map(ruleText).join("\n");

function ruleText({ path_pattern, permissions, conditions }: RuleText): string {
  const isAdmin = permissions.includes("admin");
  const blocks = Object.entries(BY_KIND).flatMap(([kind, by]) => {
    const capabilities = Object.entries(by).flatMap(([permission, words]) =>
      isAdmin || permissions.includes(permission as Permission) ? words : [],
    );
    if (capabilities.length === 0) return [];
    const words = [...new Set(capabilities)].toSorted().map((word) => JSON.stringify(word));
    return [
      `path ${JSON.stringify(`secret/${kind}/${vaultPattern(path_pattern)}`)} {\n  capabilities = [${words.join(", ")}]\n}\n`,
    ];
  });
  const note = conditions && Object.keys(conditions).length > 0 ? ", under conditions" : "";
  return `# ${path_pattern}: ${permissions.join(", ")}${note}\n${blocks.join("")}`;
}

/** `*` is a segment, which Vault writes `+`; all from the first other wild card on is `*`, which Vault has at the end alone. */
function vaultPattern(pattern: string): string {
  const segments: string[] = [];
  for (const segment of pattern.split("/")) {
    if (segment === "*") segments.push("+");
    else if (/[*?]/.test(segment)) return [...segments, `${segment.replace(/[*?].*$/, "")}*`].join("/");
    else segments.push(segment);
  }
  return segments.join("/");
}

export function passwordPolicyText([field]: readonly Field[]): string {
  if (field?.generator !== "random") return `# made by the generator ${field?.generator ?? "none"}\n`;
  return randomText(field);
}

function randomText({ config }: FieldOf<"random">): string {
  const { length, alphabet, least, beginsWithLetter } = ruleOf(config);
  const rule = (characters: string, count: number) =>
    `rule "charset" {\n  charset = ${JSON.stringify(characters)}\n  min-chars = ${count}\n}\n`;
  const classes = CLASSES.filter((name) => (least[name] ?? 0) > 0).map((name) =>
    rule([...alphabet].filter((one) => holdsClass(one, name)).join(""), least[name] ?? 0),
  );
  const note = beginsWithLetter ? "# the first character is a letter\n" : "";
  return `${note}length = ${length}\n${rule(alphabet, 0)}${classes.join("")}`;
}
