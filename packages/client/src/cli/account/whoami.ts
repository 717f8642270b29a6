import type { Work } from "../session/command.ts";

/** Whose token this call has, where it was found, and what it may do. */
export const whoami: Work<[], object> = async ({ session }) => {
  const { source, profile, options } = await session.signIn();
  const who = await (await session.postern()).tokens.whoami();
  session.output.record(
    who,
    [
      ["identity", who.identity_id],
      ["space", who.tenant_id ?? who.partner_id ?? null],
      ["roles", who.roles.join(", ") || "none"],
      ["scopes", who.scopes.join(", ")],
      ["address", options.url],
      ["signed in by", profile === null ? source : `profile ${profile}`],
    ],
    who.identity_id,
  );
};
