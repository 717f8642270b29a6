import { type Case, one } from "../case";

const can = (body: unknown, as: "admin" | "reader" | "plain" = "reader"): Case =>
  one("POST sys/capabilities-self", { as, body });

export const SYS: readonly Case[] = [
  ...["health", "seal-status", "leader", "init"].flatMap((name) =>
    (["nobody", "stranger", "admin"] as const).map((as) => one(`GET sys/${name}`, { as })),
  ),
  one("POST sys/health", { as: "nobody" }),
  ...(["admin", "reader", "plain", "nobody"] as const).flatMap((as) =>
    [
      ...["secret", "secret/data/app/a", "app", "cubbyhole/a", "nomount/a", "sys/health", "auth", "auth/nothing/login"],
      ...["auth/token", "auth/approle/login", "auth/jwt/login", "auth/kubernetes/login"],
    ].map((path) => one(`GET sys/internal/ui/mounts/${path}`, { as })),
  ),
  ...(["admin", "reader", "plain", "nobody", "stranger"] as const).map((as) =>
    one("GET sys/internal/ui/mounts", { as }),
  ),
  ...[
    "sys/mounts",
    "sys/auth",
    "sys/mounts/secret",
    "sys/mounts/none",
    ...["token", "approle", "jwt", "kubernetes", "none"].map((name) => `sys/auth/${name}`),
    "sys/policies/acl?list=true",
    "sys/policies/acl/below-app",
    "sys/policies/acl/none",
    "sys/policies/acl",
    "sys/policy",
    "sys/policy/below-app",
    "sys/policy/none",
    "sys/policies/password?list=true",
    "sys/policies/password/none",
    "sys/policies/password/none/generate",
  ].map((path) => one(`GET ${path}`)),
  ...["sys/mounts", "sys/auth", "sys/policies/acl?list=true", "sys/policies/acl/below-app", "sys/policy"].flatMap(
    (path) => (["plain", "nobody", "stranger"] as const).map((as) => one(`GET ${path}`, { as })),
  ),
  ...[
    { paths: ["secret/data/app/a"] },
    { path: "secret/data/app/a" },
    { paths: ["secret/data/app/a", "secret/data/b", "nomount/x"] },
    { paths: "secret/data/app/a,secret/data/b" },
    { paths: [] },
    {},
  ].map((body) => can(body)),
  can({ paths: ["secret/data/a", "secret/metadata/a", "auth/token/lookup-self", "cubbyhole/x"] }, "plain"),
  can({ paths: ["secret/data/a"] }, "admin"),
  one("POST sys/capabilities-self", { as: "nobody", body: { paths: ["a"] } }),
  {
    name: "capabilities of another token",
    steps: [
      {
        call: "POST auth/token/create",
        body: { policies: ["below-app"], ttl: "1h" },
        keep: { t: "auth.client_token" },
      },
      { call: "POST sys/capabilities", body: { token: "$t", paths: ["secret/data/app/a", "secret/data/b"] } },
      { call: "POST sys/capabilities", body: { token: "none", paths: ["a"] } },
      { call: "POST sys/capabilities", as: "plain", body: { token: "$t", paths: ["a"] } },
    ],
  },
  ...["none", "", null].map((accessor) =>
    one("POST sys/capabilities-accessor", { body: { accessor, paths: ["secret/data/a"] } }),
  ),
  ...[
    "sys/nothing",
    "sys/raw/x",
    "sys/policies",
    "sys/policies/rgp/x",
    "sys/health/x",
    "sys/storage/raft/configuration",
  ].map((path) => one(`GET ${path}`)),
  ...["sys/nothing", "sys/policies"].flatMap((path) =>
    (["plain", "nobody", "stranger"] as const).map((as) => one(`GET ${path}`, { as })),
  ),
];
