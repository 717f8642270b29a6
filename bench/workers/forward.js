/** Reads one secret from the vault and hands the answer on: what any Worker that asks the vault pays at least. */
export default {
  /** @param {Request} _ @param {{ SECRET_URL: string, VAULT_TOKEN: string }} env */
  fetch: (_, env) => fetch(env.SECRET_URL, { headers: { "x-vault-token": env.VAULT_TOKEN }, cache: "no-store" }),
};
