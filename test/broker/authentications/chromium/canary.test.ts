import { describe, expect, it } from "vitest";
import { auditRows, must } from "../../../support/api";
import { CODE_FORM, FORM, hasChromium, newSignInBench, SECRET, signInSite, storedBytes } from "./support";

/** What a value could look like where it was written down: as it is, in an address, in base64. */
const spellings = (value: string): string[] => [
  value,
  encodeURIComponent(value),
  btoa(value).replace(/=+$/, ""),
  JSON.stringify(value).slice(1, -1),
];
const CANARIES = [SECRET.pass, SECRET.otp_seed].flatMap(spellings);

const again = { pages: { login: FORM }, posts: { login: { show: "login" } } };
const echo = { pages: { login: FORM, home: `<p>${SECRET.pass}</p>` }, posts: { login: { to: "home" } } };
const withCode = {
  pages: { login: FORM, code: CODE_FORM, home: "" },
  posts: { login: { to: "code" }, code: { to: "home" } },
};
const CASES = [
  ["by wire", signInSite(FORM), {}],
  ["by fill", signInSite(FORM), { mode: "fill" }],
  ["by fill without sending", signInSite(FORM), { mode: "fill", submit: false }],
  ["with a code", withCode, { waitMs: 60_000 }],
  ["on a site that refuses", again, {}],
  ["on a site that shows what it was sent", echo, {}],
  [
    "where wire proves impossible",
    signInSite(
      `${FORM}<script>document.forms[0].onsubmit = () => { pass.value = pass.value.split("").reverse().join(""); };</script>`.replace(
        'name="pass"',
        'name="pass" id="pass"',
      ),
    ),
    {},
  ],
  [
    "where fill follows wire",
    signInSite(
      `${FORM}<script>document.forms[0].onsubmit = () => { pass.value = pass.value.split("").reverse().join(""); };</script>`.replace(
        'name="pass"',
        'name="pass" id="pass"',
      ),
    ),
    { allowFallback: true },
  ],
] as const;

describe.skipIf(!hasChromium)("no value is in any table, answer, row of the log, event or line of a run", () => {
  it.each(CASES)("%s", async (_, site, wish) => {
    const s = await newSignInBench();
    const hook = {
      url: `${s.vault.address}/hook`,
      events: ["credential.authenticated", "credential.authentication_failed"],
    };
    must(await s.b.tenant.api("POST /v1/webhooks", { name: "canary", ...hook }), 201);
    const lines: unknown[] = [];
    const [log, error] = [console.log, console.error];
    console.log = console.error = (...parts) => void lines.push(parts);
    try {
      const { tab } = await s.open(site);
      const answer = await s.authenticate(tab, wish);
      expect(answer.body).toMatchObject({
        credentialId: s.b.credentialId,
        endedAt: expect.any(String),
        vaultVersion: 1,
      });
      const read = await s.api(`GET /api/v1/authentications/${answer.body.id}`);
      const events = await s.b.tenant.api(`GET /api/v1/credentials/${s.b.credentialId}/events`);
      const seen = [
        answer.text,
        read.text,
        events.text,
        JSON.stringify(lines),
        JSON.stringify(await auditRows(s.b.tenant.stub)),
        await storedBytes(s, answer.body.id),
      ].join("\n");
      expect(seen).toContain(answer.body.id);
      for (const canary of CANARIES) expect(seen.includes(canary), canary).toBe(false);
    } finally {
      [console.log, console.error] = [log, error];
    }
  });
});
