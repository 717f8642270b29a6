import { spawn } from "node:child_process";
import { CliError, EXIT } from "../shell/exit.ts";

/** The keyring of the system, for tokens that are not to lie in a file. Each call throws CliError where there is none that is known. */
export interface Keyring {
  /** Undefined: nothing is kept under this name. */
  get(account: string): Promise<string | undefined>;
  set(account: string, token: string): Promise<void>;
  remove(account: string): Promise<void>;
}

const SERVICE = "postern";
/** As tokens are; and nothing that would end the line, or the text in it, that is given to the keyring's program. */
const TOKEN = /^[A-Za-z0-9_.~+/=-]{1,4096}$/;

/** A program of the system and what it is told. A token goes by its standard input, never by its arguments. */
interface Told {
  readonly command: string;
  readonly args: readonly string[];
  readonly input?: string;
}

/** The name under which a profile's token is kept. */
export const accountOf = (profile: string, url: string): string => `${profile} at ${url}`;

/** `secret-tool` (libsecret) on Linux, `security` (the login keychain) on macOS. */
export function keyringOf(platform: NodeJS.Platform = process.platform): Keyring {
  const programs = platform === "darwin" ? MACOS : platform === "linux" ? LINUX : undefined;
  if (!programs)
    throw new CliError(
      EXIT.failure,
      "keyring_missing",
      "no keyring is known on this system",
      "postern login, without --keyring",
    );
  return {
    async get(account) {
      const { code, out } = await run(programs.get(account));
      const token = out.trim();
      return code === 0 && token !== "" ? token : undefined;
    },
    async set(account, token) {
      if (!TOKEN.test(token)) throw new CliError(EXIT.usage, "usage", "the token holds what no token can");
      const { code } = await run(programs.set(account, token));
      if (code !== 0) throw refused();
    },
    async remove(account) {
      // What is not there any more is gone.
      await run(programs.remove(account));
    },
  };
}

const refused = (): CliError =>
  new CliError(
    EXIT.failure,
    "keyring_refused",
    "the keyring did not take the token: it may be locked, or not there",
    "postern login, without --keyring",
  );

interface Programs {
  get(account: string): Told;
  set(account: string, token: string): Told;
  remove(account: string): Told;
}

const LINUX: Programs = {
  get: (account) => ({ command: "secret-tool", args: ["lookup", "service", SERVICE, "account", account] }),
  set: (account, token) => ({
    command: "secret-tool",
    args: ["store", `--label=Postern: ${account}`, "service", SERVICE, "account", account],
    input: token,
  }),
  remove: (account) => ({ command: "secret-tool", args: ["clear", "service", SERVICE, "account", account] }),
};

const MACOS: Programs = {
  get: (account) => ({ command: "security", args: ["find-generic-password", "-s", SERVICE, "-a", account, "-w"] }),
  // Its own lines of commands, so that the token is no argument.
  set: (account, token) => ({
    command: "security",
    args: ["-i"],
    input: `add-generic-password -U -s "${SERVICE}" -a "${account}" -w "${token}"\n`,
  }),
  remove: (account) => ({ command: "security", args: ["delete-generic-password", "-s", SERVICE, "-a", account] }),
};

/** What the program says besides is not shown. Throws CliError: it is not there. */
function run({ command, args, input = "" }: Told): Promise<{ readonly code: number; readonly out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
    let out = "";
    child.once("error", () =>
      reject(
        new CliError(
          EXIT.failure,
          "keyring_missing",
          `the keyring's program ${command} is not there`,
          "postern login, without --keyring",
        ),
      ),
    );
    child.stdin.on("error", () => undefined); // It may end before it has read.
    child.stdout.setEncoding("utf8").on("data", (part: string) => (out += part));
    child.once("close", (code) => resolve({ code: code ?? 1, out }));
    child.stdin.end(input);
  });
}
