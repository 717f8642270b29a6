import { expect, it } from "vitest";
import { asksForValue } from "../../../src/broker/authentications/selector";

it.each([
  '[value^="a"]',
  "input[value]",
  "[value",
  "[VALUE*=a i]",
  "[ \n value = a]",
  "[*|value$=a]",
  "[|value=a]",
  "form:has(input[value^=a]) button",
  ":not([value^=a])",
  '[v\\61lue^="a"]',
  "[v\\000061 lue^=a]",
  "[v\\61\r\nlue^=a]",
  "[\\76 alu\\65]",
  "[val\\ue^=a]",
  '[title="/*"],[/**/value^=a],[x="*/"]',
  "[/* */value]",
  "[data-value^=a]",
  "[ng-reflect-model^=a]",
  "input[type=submit] ~ [value^=a]",
  "[type=submit],[value^=a]",
  '[type="submit"][a="b\\"],[value^=a],[c="d"]',
  "input[type=text][value^=a]",
])("a selector that asks what stands in a field is known: %j", (selector) => {
  expect(asksForValue(selector)).toBe(true);
});

it.each([
  "#email",
  "form.login input[type=password]",
  "[name=user]",
  'input[autocomplete="username"]',
  "#value",
  ".value > input",
  "[name=value]",
  '[data-testid="login-value"]',
  'input[type=submit][value="Log in"]',
  "button[value=login][type='submit'][name=action]",
  "nav .account:not([hidden])",
  "#a\\:b",
])("a selector that only names an element is none of those: %j", (selector) => {
  expect(asksForValue(selector)).toBe(false);
});
