import { safeToEcho } from "../../crypto/token";
import { whoami } from "../../identities/operations";
import { inputFault } from "../fault";
import { readMount } from "../operations";
import { ownMember } from "../own-member";
import type { VaultRequest } from "../request";
import { type VaultRoute, vaultRoute } from "../route";

/** What is mounted: always the same. */

const SYSTEM = { mountType: "system" } as const;
const nothing = () => ({});

interface Mount {
  readonly type: string;
  readonly description: string;
  readonly uuid: string;
  readonly options: Readonly<Record<string, string>> | null;
  readonly isLocal?: boolean;
  readonly isSupported?: true;
  readonly tokenType?: "default-service";
}
const describe = ({ type, description, uuid, options, isLocal = false, isSupported, tokenType }: Mount) => ({
  accessor: `${tokenType ? "auth_" : ""}${type}_${uuid.slice(0, 8)}`,
  config: {
    default_lease_ttl: 0,
    force_no_cache: false,
    max_lease_ttl: 0,
    ...(tokenType ? { token_type: tokenType } : {}),
  },
  ...(isSupported ? { deprecation_status: "supported" } : {}),
  description,
  external_entropy_access: false,
  local: isLocal,
  options,
  plugin_version: "",
  running_plugin_version: "",
  running_sha256: "",
  seal_wrap: false,
  type,
  uuid,
});

/** Names of places that are the same in every tenant, as clients ask for one. */
const ENGINES: Readonly<Record<string, ReturnType<typeof describe>>> = {
  secret: describe({
    type: "kv",
    description: "key/value secret storage",
    uuid: "7a1d3c52-0d6e-4b0c-9f57-6f6e2d1f0a01",
    options: { version: "2" },
    isSupported: true,
  }),
  cubbyhole: describe({
    type: "cubbyhole",
    description: "per-token private secret storage",
    uuid: "7a1d3c52-0d6e-4b0c-9f57-6f6e2d1f0a02",
    options: null,
    isLocal: true,
  }),
  sys: describe({
    type: "system",
    description: "system endpoints used for control, policy and debugging",
    uuid: "7a1d3c52-0d6e-4b0c-9f57-6f6e2d1f0a03",
    options: null,
  }),
};
const login = (type: string, uuid: string) =>
  describe({ type, description: "", uuid, options: {}, isSupported: true, tokenType: "default-service" });
const METHODS: Readonly<Record<string, ReturnType<typeof describe>>> = {
  token: describe({
    type: "token",
    description: "token based credentials",
    uuid: "7a1d3c52-0d6e-4b0c-9f57-6f6e2d1f0a04",
    options: null,
    tokenType: "default-service",
  }),
  approle: login("approle", "7a1d3c52-0d6e-4b0c-9f57-6f6e2d1f0a05"),
  jwt: login("jwt", "7a1d3c52-0d6e-4b0c-9f57-6f6e2d1f0a06"),
  kubernetes: login("kubernetes", "7a1d3c52-0d6e-4b0c-9f57-6f6e2d1f0a07"),
};
const withSlashes = (all: object) => Object.fromEntries(Object.entries(all).map(([name, one]) => [`${name}/`, one]));

/** Clients read these at the top of the answer, or in its data. */
const list = (path: string, all: object): VaultRoute =>
  vaultRoute({
    ...SYSTEM,
    verbs: ["read"],
    path,
    operation: whoami,
    input: nothing,
    respond: () => ({ data: JSON.stringify(withSlashes(all)), isFlat: true }),
  });

const one = (path: string, all: Readonly<Record<string, object>>, missing: string): VaultRoute =>
  vaultRoute({
    ...SYSTEM,
    verbs: ["read"],
    path,
    operation: whoami,
    input: nothing,
    respond(_, { params }) {
      const mount = ownMember(all, params.name ?? "");
      if (!mount) throw inputFault(`${missing} at ${safeToEcho(params.name ?? "")}/`);
      return { data: JSON.stringify(mount), isFlat: true };
    },
  });

const overview = vaultRoute({
  ...SYSTEM,
  verbs: ["read"],
  path: "sys/internal/ui/mounts",
  operation: whoami,
  input: nothing,
  respond: () => ({ data: JSON.stringify({ auth: withSlashes(METHODS), secret: withSlashes(ENGINES) }) }),
});

/** Where a path lies: ways to log in are mounted below `auth/`. Undefined: nothing is mounted there. */
function mountOf({ params: { path = "" } }: Pick<VaultRequest, "params">) {
  const [first = "", method = ""] = path.split("/");
  const [all, name] = first === "auth" ? [METHODS, method] : [ENGINES, first];
  const mount = ownMember(all, name);
  return mount && { ...mount, path: `${name}/` };
}

/** Before each of its verbs the command line asks where the mount of a path is, and of which version. */
const preflight = vaultRoute({
  ...SYSTEM,
  verbs: ["read"],
  path: "sys/internal/ui/mounts/{path}",
  operation: readMount,
  input(request) {
    const { path = "" } = request.params;
    const shown = path
      .split("/")
      .filter((part) => part !== "")
      .map(safeToEcho)
      .join("/");
    return { type: mountOf(request)?.type ?? null, shown };
  },
  respond: (_, request) => ({ data: JSON.stringify(mountOf(request)) }),
});

export const mountRoutes: readonly VaultRoute[] = [
  list("sys/mounts", ENGINES),
  list("sys/auth", METHODS),
  one("sys/mounts/{name}", ENGINES, "No secret engine mount"),
  one("sys/auth/{name}", METHODS, "No auth engine"),
  overview,
  preflight,
];
