import { Postern, type PosternOptions } from "../../library/postern.ts";
import { Output } from "../shell/output.ts";
import { type Prompts, promptsOf } from "../shell/prompts.ts";
import type { Shell } from "../shell/shell.ts";
import { debugFetch } from "./debug.ts";
import type { GlobalOptions } from "./options.ts";
import { profilesFile, readProfiles } from "./profiles.ts";
import { findSignIn, type SignIn } from "./sign-in.ts";

/** What a command works with: the process, what every command takes, its output, questions, and Postern. */
export class Session {
  readonly shell: Shell;
  readonly options: GlobalOptions;
  readonly output: Output;
  readonly prompts: Prompts;
  #signIn: Promise<SignIn> | undefined;
  #postern: Promise<Postern> | undefined;

  constructor(shell: Shell, options: GlobalOptions) {
    this.shell = shell;
    this.options = options;
    this.output = new Output(shell, options.json ? "json" : options.quiet ? "quiet" : "people");
    this.prompts = promptsOf(shell);
  }

  get profilesFile(): string {
    return profilesFile(this.shell.env);
  }

  /** How this call signs in. Throws CliError: it can't. */
  signIn(): Promise<SignIn> {
    const { options, shell } = this;
    this.#signIn ??= findSignIn({ options, env: shell.env, profiles: () => readProfiles(this.profilesFile) });
    return this.#signIn;
  }

  /** The client, signed in as this call is. */
  postern(): Promise<Postern> {
    this.#postern ??= this.signIn().then(({ options }) => this.connect(options));
    return this.#postern;
  }

  /** A client of its own, for a token that is only tried, or with other rules of repeating. Throws PosternError `invalid_option`. */
  connect(options: PosternOptions): Postern {
    return new Postern(this.options.debug ? { ...options, fetch: debugFetch(this.shell, options.fetch) } : options);
  }
}
