import { deleteCubbyhole, listCubbyhole, readCubbyhole, writeCubbyhole } from "../cubbyhole/operations";
import { NO_CONTENT } from "./answer";
import { inputFault } from "./fault";
import { keysAnswer } from "./keys";
import { folderOf, secretPathOf } from "./kv/path";
import { type VaultRoute, vaultRoute } from "./route";

/** `cubbyhole`: what a token keeps for itself, and that goes with it. */

const CUBBYHOLE = { mountType: "cubbyhole", path: "cubbyhole/{path}" } as const;

export const cubbyholeRoutes: readonly VaultRoute[] = [
  vaultRoute({
    ...CUBBYHOLE,
    verbs: ["read"],
    operation: readCubbyhole,
    input: (request) => ({ path: secretPathOf(request) }),
    respond: (text) => ({ data: text }),
  }),
  vaultRoute({
    ...CUBBYHOLE,
    verbs: ["write"],
    operation: writeCubbyhole,
    takesAnyField: true,
    input(request) {
      const path = secretPathOf(request);
      if (request.fields.names().length === 0) throw inputFault("missing data fields");
      return { path, text: request.fields.whole() };
    },
    respond: () => NO_CONTENT,
  }),
  vaultRoute({
    ...CUBBYHOLE,
    verbs: ["delete"],
    operation: deleteCubbyhole,
    input: (request) => ({ path: secretPathOf(request) }),
    respond: () => NO_CONTENT,
  }),
  vaultRoute({
    ...CUBBYHOLE,
    verbs: ["list"],
    operation: listCubbyhole,
    fields: ["after", "limit"],
    input: (request) => ({ path: folderOf(request).replace(/\/$/, "") }),
    respond(keys, { fields }) {
      const after = fields.text("after") ?? "";
      const limit = fields.integer("limit") ?? 0;
      return keysAnswer(keys.filter((key) => key > after).slice(0, limit > 0 ? limit : undefined));
    },
  }),
];
