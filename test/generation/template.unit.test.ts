import fc from "fast-check";
import { expect, it } from "vitest";
import { fillTemplate, parseTemplate } from "../../src/generation/template";
import { NOW } from "./rules-support";

it.each([
  "{{random:0}}",
  "{{random:257}}",
  "{{random:08}}",
  "{{random:-1}}",
  "{{random:1.5}}",
  "{{random:}}",
  "{{random}}",
  "{{hex:0}}",
  "{{foo}}",
  "{{}}",
  "{{ uuid }}",
  "{{UUID}}",
  "{{uuid",
  "a{{b{{uuid}}",
  "{{uuid}}{{",
  "{{time\nstamp}}",
  "{{__proto__}}",
])("a template refuses %j", (template) => {
  expect(parseTemplate(template)).toBeUndefined();
});

it.each([
  ["", /^$/],
  ["plain } text {", /^plain } text \{$/],
  ["}}", /^}}$/],
  ['{"a":{"b":"{{uuid}}"}}', /^\{"a":\{"b":"[0-9a-f-]{36}"\}\}$/],
  ["{{{timestamp}}}", /^\{1795253400\}$/],
  ["{{random:1}}-{{random:256}}", /^[A-Za-z0-9]-[A-Za-z0-9]{256}$/],
  ["sk_{{hex:16}}\n{{timestamp}}", /^sk_[0-9a-f]{16}\n1795253400$/],
  ["{{uuid}}", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
])("a template fills %j", (template, wanted) => {
  expect(fillTemplate(parseTemplate(template) ?? [], NOW)).toMatch(wanted);
});

it("a template draws each placeholder anew", () => {
  const [one, two] = fillTemplate(parseTemplate("{{hex:32}} {{hex:32}}") ?? [], NOW).split(" ");
  expect(one).not.toBe(two);
});

it("a template keeps text without braces as it is", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const plain = text.replaceAll("{", "");
      expect(fillTemplate(parseTemplate(plain) ?? [], NOW)).toBe(plain);
    }),
  );
});
