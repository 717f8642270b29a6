/** What of a vault a least-privilege AppRole is made for. All of it is typed by a person, and stands in commands. */
export interface GuideInput {
  readonly tool: "bao" | "vault";
  readonly address: string;
  readonly namespace: string;
  /** Where the KV engine is mounted. */
  readonly mount: string;
  /** The folder below which the role may work; empty: the whole mount. */
  readonly prefix: string;
  readonly kvVersion: "1" | "2";
  /** Where AppRole is mounted. */
  readonly authMount: string;
  /** The name of the role, and of its policy. */
  readonly role: string;
  /** Whether logins are written through Postern too. */
  readonly pushes: boolean;
  /** Whether the vault makes one-time codes, by its TOTP engine. */
  readonly codes: boolean;
  /** How Postern gets the secret id: as it is, in a wrapping token that works once, or not at all. */
  readonly secretIdKind: "plain" | "wrapped" | "none";
}
export type GuideStep = "server" | "policy" | "method" | "role" | "roleId" | "secretId";

/**
 * The fields that could not stand in a command as they are. A command is typed into a shell of somebody who may do everything in
 * the vault, so anything that a shell, or the language of policies, could read as more than a name is refused and not quoted. Pure.
 */
export function guideFaults(input: GuideInput): readonly (keyof GuideInput)[] {
  const { address, namespace, mount, prefix, authMount, role } = input;
  const isPath = (text: string): boolean => text.split("/").every((segment) => SEGMENT.test(segment));
  const faults: [keyof GuideInput, boolean][] = [
    ["address", address !== "" && !ADDRESS.test(address)],
    ["namespace", namespace !== "" && !isPath(namespace.replace(/^\/|\/$/g, ""))],
    ["mount", !isPath(mount)],
    ["prefix", prefix !== "" && !isPath(prefix)],
    ["authMount", !isPath(authMount)],
    ["role", !SEGMENT.test(role)],
  ];
  return faults.filter(([, isFault]) => isFault).map(([name]) => name);
}
const SEGMENT = /^(?!\.+$)[A-Za-z0-9_.][A-Za-z0-9_.-]*$/;
const ADDRESS = /^https?:\/\/[A-Za-z0-9.:[\]_-]+\/?$/;

/** The commands in their order, for input without faults. Each may be typed as it stands. Pure. */
export function guideCommands(input: GuideInput): readonly (readonly [GuideStep, string])[] {
  const { tool, address, namespace, authMount, role, secretIdKind } = input;
  const of = tool === "bao" ? "BAO" : "VAULT";
  const server = [
    ...(address === "" ? [] : [`export ${of}_ADDR=${address}`]),
    ...(namespace === "" ? [] : [`export ${of}_NAMESPACE=${namespace}`]),
    `${tool} login`,
  ];
  const at = `auth/${authMount}/role/${role}`;
  return [
    ["server", server.join("\n")],
    ["policy", `${tool} policy write ${role} - <<'POLICY'\n${policyText(input)}\nPOLICY`],
    [
      "method",
      `${tool} auth list -format=json | grep -q '"${authMount}/"' ||\n  ${tool} auth enable -path=${authMount} approle`,
    ],
    [
      "role",
      [
        `${tool} write ${at} token_policies=${role}`,
        "token_ttl=20m token_max_ttl=24h",
        secretIdKind === "none" ? "bind_secret_id=false" : "secret_id_ttl=2160h secret_id_num_uses=0",
      ].join(" \\\n  "),
    ],
    ["roleId", `${tool} read -field=role_id ${at}/role-id`],
    ...secretIdCommand[secretIdKind](`${tool} write -f`, `${at}/secret-id`),
  ];
}

const secretIdCommand = {
  plain: (write: string, at: string): readonly (readonly [GuideStep, string])[] => [
    ["secretId", `${write} -field=secret_id ${at}`],
  ],
  wrapped: (write: string, at: string): readonly (readonly [GuideStep, string])[] => [
    ["secretId", `${write} -wrap-ttl=5m -field=wrapping_token ${at}`],
  ],
  none: () => [],
};

/** The policy of the role: what credentials, pushes and tests need of these paths, and nothing else. Pure. */
export function policyText({ mount, prefix, kvVersion, pushes, codes }: GuideInput): string {
  const below = prefix === "" ? "*" : `${prefix}/*`;
  const rule = (path: string, capabilities: readonly string[]): string =>
    `path "${path}" { capabilities = [${capabilities.map((one) => `"${one}"`).join(", ")}] }`;
  const values = pushes ? ["read", "create", "update"] : ["read"];
  const ofCodes = codes
    ? [
        "# one-time codes, and how long they last; never a seed",
        rule("totp/code/*", ["read"]),
        rule("totp/keys/*", ["read"]),
      ]
    : [];
  if (kvVersion === "1") return [rule(`${mount}/${below}`, values), ...ofCodes].join("\n");
  return [
    pushes ? "# values: credentials read them; a push writes them" : "# values: credentials read them",
    rule(`${mount}/data/${below}`, values),
    ...(pushes ? ["# the labels that a push may bring", rule(`${mount}/metadata/${below}`, ["create", "update"])] : []),
    pushes
      ? "# names of fields without their values, for the test of a credential; the number of a version, for a push that lost by check-and-set"
      : "# names of fields without their values, for the test of a credential",
    rule(`${mount}/subkeys/${below}`, ["read"]),
    ...ofCodes,
  ].join("\n");
}
