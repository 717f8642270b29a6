import { expect, it } from "vitest";
import { IncomingBody } from "../../src/http/body";
import { isForm, readForm } from "../../src/http/form";

const bodyOf = (text: string | Uint8Array<ArrayBuffer>) =>
  new IncomingBody(new Request("https://postern.example/", { method: "POST", body: text }), 1000);

it("a form that is too long or no UTF-8 is refused", async () => {
  await expect(readForm(bodyOf("a=".padEnd(1100, "x")))).rejects.toMatchObject({
    failure: { code: "payload_too_large" },
  });
  await expect(readForm(bodyOf(new Uint8Array([0x61, 0x3d, 0xff])))).rejects.toMatchObject({
    failure: { code: "invalid_request" },
  });
});

it("a field that is there twice is a fault, one without a value is absent, and names of objects are names", async () => {
  expect(await readForm(bodyOf("a=1&b=&a=2&__proto__=x&c=a%20b+c&a=3"))).toEqual({
    value: Object.fromEntries([
      ["a", "3"],
      ["__proto__", "x"],
      ["c", "a b c"],
    ]),
    faults: [{ field: "a", reason: "repeated" }],
  });
});

it.each([
  [null, false],
  ["application/json", false],
  ["multipart/form-data; boundary=x", false],
  ["application/x-www-form-urlencoded", true],
  ["Application/X-WWW-Form-Urlencoded; charset=utf-8", true],
])("the type %j of a body says form: %j", (type, is) => {
  expect(isForm(type)).toBe(is);
});
