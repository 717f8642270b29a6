import { containsToken } from "../../crypto/redact";
import type { Failure } from "../../errors";
import type { VaultAnswer } from "../answer";
import { inputFault } from "../fault";
import { type CapabilityList, readCapabilities, readOwnCapabilities } from "../operations";
import type { VaultRequest } from "../request";
import { type VaultRoute, vaultRoute } from "../route";

const SYSTEM = { mountType: "system", verbs: ["write"] } as const;
const MAX_ADDRESSES = 100;
const MAX_LENGTH = 600;

function addressesIn({ fields }: VaultRequest): readonly string[] {
  const given = fields.texts("paths") ?? fields.texts("path") ?? [];
  if (given.length === 0) throw inputFault("paths must be supplied");
  if (given.length > MAX_ADDRESSES) throw inputFault(`at most ${MAX_ADDRESSES} paths are told at once`);
  if (given.some((one) => one.length > MAX_LENGTH || containsToken(one))) throw inputFault("a path can't be this");
  return [...new Set(given)];
}

/** One address alone is told by its own name as well. */
function present(list: CapabilityList): VaultAnswer {
  const [first, ...more] = list;
  const alone = first && more.length === 0 ? { capabilities: first[1] } : {};
  return { data: JSON.stringify({ ...Object.fromEntries(list), ...alone }), isFlat: true };
}

const invalid =
  (what: "token" | "accessor") =>
  ({ code }: Failure): undefined => {
    if (code === "token_not_found") throw inputFault(`1 error occurred:\n\t* invalid ${what}\n\n`);
  };

function accessorIn({ fields }: VaultRequest): string {
  const accessor = fields.text("accessor") ?? "";
  if (accessor === "") throw inputFault("missing accessor");
  return accessor;
}

export const capabilityRoutes: readonly VaultRoute[] = [
  vaultRoute({
    ...SYSTEM,
    path: "sys/capabilities-self",
    operation: readOwnCapabilities,
    fields: ["paths", "path", "token"],
    input: (request) => ({ addresses: addressesIn(request) }),
    respond: present,
  }),
  vaultRoute({
    ...SYSTEM,
    path: "sys/capabilities",
    operation: (request) => (request.fields.text("token") === request.token ? readOwnCapabilities : readCapabilities),
    fields: ["paths", "path", "token"],
    input(request) {
      const token = request.fields.text("token") ?? "";
      if (token === "") throw inputFault("1 error occurred:\n\t* no token found\n\n");
      return { addresses: addressesIn(request), ref: { token } };
    },
    respond: present,
    failed: invalid("token"),
  }),
  vaultRoute({
    ...SYSTEM,
    path: "sys/capabilities-accessor",
    operation: readCapabilities,
    fields: ["paths", "path", "accessor"],
    input: (request) => ({ ref: { id: accessorIn(request) }, addresses: addressesIn(request) }),
    respond: present,
    failed: invalid("accessor"),
  }),
];
