import { z } from "@hono/zod-openapi";
import { listCredentials } from "../../broker/credentials/operations";
import { Credential, credentialsQuery } from "../../broker/credentials/schemas";
import { formatNullableTimestamp } from "../../formats";
import { DEFAULT_PAGE_SIZE } from "../../kernel/page";
import { tool } from "../tool";
import { nextCursor, READS } from "./shared";

const { id, name, allowedDomains, lastUsedAt } = Credential.shape;

export const listCredentialsTool = tool({
  operation: listCredentials,
  name: "list_credentials",
  title: "List credentials",
  description:
    "Lists the credentials that you may sign in with: id, name, the hosts on which each may be used, and when it was used last. Pass `domain` to find those for one host, with its port where the page's address has one, and `name` for those with exactly that name. It shows no user name, no password, and not where they are kept.",
  hints: READS,
  args: credentialsQuery.omit({ vaultIntegrationId: true }),
  asQuery: true,
  result: z.strictObject({
    credentials: z.array(z.strictObject({ id, name, allowedDomains, lastUsedAt })),
    nextCursor,
  }),
  input: ({ limit = DEFAULT_PAGE_SIZE, cursor, domain, name }) => ({
    limit,
    cursor,
    domain,
    name,
    vaultIntegrationId: undefined,
    purpose: "use" as const,
  }),
  present: ({ items, cursor }) => ({
    credentials: items.map((row) => ({
      id: row.id,
      name: row.name,
      allowedDomains: [...row.allowedDomains],
      lastUsedAt: formatNullableTimestamp(row.lastUsedAtMs),
    })),
    nextCursor: cursor,
  }),
});
