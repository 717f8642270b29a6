/** What the command line ends with. `run` ends with what its child ended with. */
export const EXIT = {
  ok: 0,
  failure: 1,
  /** Called wrongly, or with something that Postern does not take. */
  usage: 2,
  notSignedIn: 3,
  refused: 4,
  notFound: 5,
  conflict: 6,
  /** No answer, or none for now. Again later. */
  unreachable: 7,
  /** By Ctrl-C, as a shell counts it. */
  interrupted: 130,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** What a command says when it can't do what it was asked. `next`: the command that mends it, or tells more. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exit: number;
  readonly code: string;
  readonly next: string | undefined;

  /** `message` names things, never values. `code`: for programs, in small letters and underscores. */
  constructor(exit: number, code: string, message: string, next?: string) {
    super(message);
    this.exit = exit;
    this.code = code;
    this.next = next;
  }
}

export const usageError = (message: string, next?: string): CliError =>
  new CliError(EXIT.usage, "usage", message, next);
