import "vitest";

/** A real OpenBao in dev mode, with AppRole at `approle` and one least-privilege role. */
export interface OpenBao {
  url: string;
  rootToken: string;
  roleId: string;
  secretId: string;
}
/** A server that speaks Vault's API, `url` with its prefix. Of policies there are `everything`, the token's, and `read-app`: reading and listing below `app/`. */
export interface VaultServer {
  name: string;
  url: string;
  token: string;
}
declare module "vitest" {
  interface ProvidedContext {
    /** Null where there is no server binary. */
    openbao: OpenBao | null;
    /** Where a test asks for a server of its own (`ownBao` in `test/support/openbao.ts`); null like `openbao`. */
    openbaoControl: string | null;
    /** Base URL of the scripted fake; its control surface is in `test/support/fake-vault.ts`. */
    fakeVault: string;
    /** A real Chromium and the sites of `test/support/sign-in-site.ts`; null where there is none. */
    signInSite: { url: string; cdpUrl: string } | null;
    /** Base URL of the scripted fake browsers; their control surface is in `test/support/fake-browser.ts`. */
    fakeBrowser: string;
    /** Base URL of the issuers of tokens; their control surface is in `test/support/issuer.ts`. */
    issuer: string;
    /** Whether a real one can be asked for there. */
    hasChromium: boolean;
    /** Runs `openssl` and `ssh-keygen` (`test/support/key-tools.ts`); null where one of them is missing. */
    keyTools: string | null;
    /** The `bao` binary, where Python finds hvac, and what these are tried against; null where one of them could not be had. */
    vaultClients: { bao: string; pythonPath: string; servers: VaultServer[] } | null;
    /** The command line as one file, a Postern at a socket without rate limits, and the operator of it. */
    commandLine: { file: string; url: string; operatorToken: string };
    /** A Postern at a socket with the console built, without rate limits, and its operator; null where there is no Chromium to look at it. */
    consoleServer: { url: string; operatorToken: string } | null;
    /** A real OpenBao in dev mode with KV version 2 at `secret`, and its root token; null where it could not be had. */
    migrationVault: { bao: string; url: string; token: string } | null;
    /** Where Python finds the generator of clients; null where it could not be had. */
    pythonGenerator: string | null;
    /** The same of openapi-generator, which has a Java beside it. */
    openapiGenerator: string | null;
    /** What the sites of the browser tests show; `pin` names its key to a browser. Null where there is no Chromium. */
    browserCertificate: { key: string; cert: string; pin: string } | null;
  }
}
