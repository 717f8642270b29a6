export const of = (policy: { id: string; name: string }) => ({
  rotation_policy_id: policy.id,
  rotation_policy_name: policy.name,
});

export const fields = [
  { name: "username", generator: "static", config: { value: "app" } },
  { name: "password", generator: "random", config: { length: 40, charset: "safe" } },
];

export const paths = ["key/a", "key/b", "text/a", "text/b"];
