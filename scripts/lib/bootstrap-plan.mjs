import { ToolError } from "./project.mjs";

/** What `npm run bootstrap` is to make: from its options, from answers at the terminal, or by default. */
const text = /** @type {const} */ ({ type: "string" });
/** As `node:util` reads them. */
export const OPTIONS = {
  ...{ url: text, partner: text, "partner-name": text, tenant: text, "tenant-name": text },
  ...{ admin: text, "admin-name": text, ttl: text },
  "new-token": /** @type {const} */ ({ type: "boolean" }),
};
const SLUG = /^[a-z0-9][a-z0-9_]{0,39}$/;
const PERSON = /^(user:[a-z0-9][a-z0-9._@+-]{0,127}|sa:[a-z0-9][a-z0-9._-]{0,63})$/;
const NAME = /^\S(.{0,126}\S)?$/;
const DURATION = /^[1-9][0-9]{0,8}[smhdw]$/;

/**
 * What was given, each in its form; undefined: to be asked for. Values are not repeated in a refusal.
 * @typedef {ReturnType<typeof checkForms>} Given
 * @param {ReturnType<typeof import("./arguments.mjs").readOptions<typeof OPTIONS>>} options
 */
export function checkForms(options) {
  /** @param {keyof typeof OPTIONS} name @param {RegExp} form @param {string | undefined} value @param {string} told */
  const fitting = (name, form, value, told) => {
    if (value === undefined || form.test(value)) return value;
    throw new ToolError(`--${name} is to be ${told}`);
  };
  const slug = "of a-z 0-9 _, up to 40 of them";
  const name = "one line of up to 128 characters";
  return {
    partner: fitting("partner", SLUG, options.partner?.replace(/^ptn_/, ""), slug),
    partnerName: fitting("partner-name", NAME, options["partner-name"], name),
    tenant: fitting("tenant", SLUG, options.tenant?.replace(/^tnt_/, ""), slug),
    tenantName: fitting("tenant-name", NAME, options["tenant-name"], name),
    admin: fitting("admin", PERSON, options.admin, "like user:anna, in lower case"),
    adminName: fitting("admin-name", NAME, options["admin-name"], name),
    ttl: fitting("ttl", DURATION, options.ttl, "a whole number and one of s, m, h, d, w: 30d") ?? "30d",
    wantsNewToken: options["new-token"] ?? false,
  };
}

/**
 * What was not given is asked for, or takes its default.
 * @param {Given} given @param {Pick<ReturnType<typeof import("./terminal.mjs").openTerminal>, "ask"> | undefined} terminal
 * @returns {Promise<import("./lib/first-tenant.mjs").Plan>}
 */
export async function complete(given, terminal) {
  /** @param {string | undefined} value @param {string} question @param {string} fallback @param {RegExp} form */
  const or = async (value, question, fallback, form) => {
    if (value !== undefined || terminal === undefined) return value ?? fallback;
    for (;;) {
      const answer = await terminal.ask(question, fallback);
      if (form.test(answer)) return answer;
      console.error("That does not fit.");
    }
  };
  const tenant = await or(given.tenant, "Tenant, a short name of a-z 0-9 _", "main", SLUG);
  const tenantName = await or(given.tenantName, "Its name for people", titleOf(tenant), NAME);
  const partner = await or(given.partner, "Partner, who has one or more tenants", tenant, SLUG);
  const partnerName = await or(given.partnerName, "Its name for people", titleOf(partner), NAME);
  const admin = await or(given.admin, "Administrator of the tenant", ownIdentity(), PERSON);
  return { ...given, tenant, tenantName, partner, partnerName, admin };
}

/** @param {string} slug */
const titleOf = (slug) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll("_", " ");

/** Whoever runs this, if their name is one here. */
function ownIdentity() {
  const id = `user:${process.env.USER?.toLowerCase()}`;
  return PERSON.test(id) && id !== "user:root" && process.env.USER ? id : "user:admin";
}
