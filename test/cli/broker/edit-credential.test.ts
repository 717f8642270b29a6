import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
  await space.api("POST", "/api/v1/vault-integrations", { body: { type: "native", name: "store" } });
});

const person = () => typistOf(space, newFolder());

/** A credential for `portal.example.net`. */
async function newCredential(): Promise<string> {
  const name = `credential-${randomUUID()}`;
  const place = ["--vault", "store", "--path", `portal/${name}`, "--domain", "portal.example.net"];
  expect((await person().postern(["credential", "add", name, ...place])).code).toBe(0);
  return name;
}
const domainsOf = async (name: string): Promise<string[]> => {
  const { body } = await space.api("GET", `/api/v1/credentials?name=${name}`);
  return body[0].allowedDomains;
};

it("credential edit is refused where nothing is to be changed", async () => {
  expect(await person().postern(["credential", "edit", "c"])).toEqual({
    code: 2,
    out: "",
    err:
      "error: nothing is to be changed (usage)\n" + "  next: --add-domain HOST, --remove-domain HOST or --name NAME\n",
  });
});

it("credential edit refuses a domain to remove that is not there, a name that is taken, and a host that is none", async () => {
  const { postern } = person();
  const [name, other] = [await newCredential(), await newCredential()];
  expect(await postern(["credential", "edit", name, "--remove-domain", "x.example", "-y"])).toEqual({
    code: 5,
    out: "",
    err:
      "error: the credential has no domain x.example (domain_not_found)\n" +
      `  next: postern credential show ${name}\n`,
  });
  expect(await postern(["credential", "edit", name, "--name", other, "-y"])).toEqual({
    code: 6,
    out: "",
    err:
      `error: there is a credential of the name ${other} already (name_conflict)\n` +
      `  next: postern credential show ${other}\n`,
  });
  const none = await postern(["credential", "edit", name, "--add-domain", "https://a.example", "-y"]);
  expect([none.code, none.out, none.err.split("\n")[0]]).toEqual([
    2,
    "",
    "error: The request has faults in 1 field. (--domain no. 2: a host, without https://) (invalid_request)",
  ]);
  expect(await domainsOf(name)).toEqual(["portal.example.net"]);
});

it("credential edit changes nothing where nobody can be asked, or the answer is no", async () => {
  const { postern, atTerminal } = person();
  const name = await newCredential();
  const args = ["credential", "edit", name, "--add-domain", "a.example"];
  expect(await postern(args)).toEqual({
    code: 2,
    out: "",
    err: "error: nobody can be asked here: this is no terminal (usage)\n  next: --yes\n",
  });
  const no = await atTerminal(args, [["add the domain a.example?", "n"]], { columns: 200 });
  expect([no.code, no.out.includes("nothing was changed")]).toEqual([1, true]);
  expect(await domainsOf(name)).toEqual(["portal.example.net"]);
});

it("credential edit adds and removes domains, and changes the name", async () => {
  const { postern } = person();
  const name = await newCredential();
  const domains = ["--add-domain", "a.example", "*.B.example", "--remove-domain", "portal.example.net"];
  const edited = await postern(["credential", "edit", name, ...domains, "--name", `${name}-2`, "-y"]);
  expect([edited.code, edited.err]).toEqual([0, ""]);
  expect(edited.out).toMatch(/\ndomains {9}a\.example, \*\.b\.example\n/);
  expect(await domainsOf(`${name}-2`)).toEqual(["a.example", "*.b.example"]);
});

it("credential resolve that is refused a page names the credential and the command that adds a host", async () => {
  const { postern } = person();
  const name = await newCredential();
  const { code, out, err } = await postern(["credential", "resolve", name, "--page", "https://evil.example/"]);
  expect([code, out]).toEqual([4, ""]);
  expect(err).toContain(
    `\n  next: look whether the host is the site's own; if so, postern credential edit ${name} --add-domain HOST\n`,
  );
});
