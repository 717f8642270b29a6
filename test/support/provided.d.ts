import "vitest";

/** A real OpenBao in dev mode, with AppRole enabled and one least-privilege role. */
export interface OpenBao {
  url: string;
  rootToken: string;
  roleId: string;
  secretId: string;
}
declare module "vitest" {
  interface ProvidedContext {
    openbao: OpenBao | null;
    /** Base URL of the scripted fake; its control surface is in `test/support/fake-vault.ts`. */
    fakeVault: string;
  }
}
