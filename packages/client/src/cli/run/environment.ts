import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import type { Reference } from "../text/reference.ts";
import { type Line, requireVariableName } from "./env-file.ts";
import { keyOf, type Values, valueAt } from "./values.ts";

/** What a program is to find among its variables. */
export interface Wanted {
  /** By name. */
  readonly lines: readonly Line[];
  /** Each field a variable. */
  readonly secrets: readonly Reference[];
  readonly naming: Naming;
}
/** How a field's name becomes that of a variable. */
export interface Naming {
  readonly prefix: string;
  /** In capitals, with `_` for what no name may have. */
  readonly isUpper: boolean;
}

/** Throws CliError, exit 2: no name could begin like that. */
export function namingOf(prefix = "", isUpper = false): Naming {
  if (prefix !== "") requireVariableName(prefix);
  return { prefix, isUpper };
}

/** All that has to be read for it. */
export const referencesOf = ({ lines, secrets }: Wanted): readonly Reference[] => [
  ...lines.flatMap(({ value }) => (typeof value === "string" ? [] : [value])),
  ...secrets,
];

/**
 * The variables by name. A line counts before a field of a whole secret, because somebody wrote its name; two fields with one name, a name
 * that no variable may have, and a name that would change which code runs are refused. Throws CliError, which holds no value.
 */
export function variablesOf({ lines, secrets, naming }: Wanted, values: Values): ReadonlyMap<string, string> {
  const given = new Map(
    lines.map(({ name, value }) => [name, typeof value === "string" ? value : valueAt(values, value)]),
  );
  const origins = new Map<string, string>();
  for (const secret of secrets) {
    for (const [field, value] of Object.entries(values.get(keyOf(secret))?.data ?? {})) {
      const origin = `${secret.path}#${visible(field)}`;
      const name = nameOf(field, naming, origin);
      const other = origins.get(name);
      if (other !== undefined)
        throw usageError(`${other} and ${origin} are both ${name}`, "--prefix, or a line in an --env-file");
      // What has been given by now and has no origin is a line's.
      if (given.has(name)) continue;
      if (changesWhatRuns(name))
        throw usageError(
          `${origin} would be ${name}, which changes what runs`,
          `${name}=pst://${origin} in an --env-file, if that is meant`,
        );
      origins.set(name, origin);
      given.set(name, value);
    }
  }
  for (const [name, value] of given)
    if (value.includes("\0")) throw usageError(`${name} holds a NUL, which no variable can`);
  return given;
}

function nameOf(field: string, { prefix, isUpper }: Naming, origin: string): string {
  const name = prefix + (isUpper ? field.replaceAll(/[^A-Za-z0-9_]/g, "_").toUpperCase() : field);
  try {
    return requireVariableName(name);
  } catch {
    throw usageError(`${origin} is no name of a variable`, "--upper, --prefix, or a line in an --env-file");
  }
}

/**
 * Variables by which a program is made to load code, to run another program, or to trust another server, and those of Postern itself. Whoever
 * may write a secret should not choose the code that runs with all of them.
 */
const WORDS = new Set(
  (
    "PATH HOME SHELL IFS ENV BASH_ENV SHELLOPTS BASHOPTS PS4 PROMPT_COMMAND CDPATH ZDOTDIR EDITOR VISUAL PAGER BROWSER COMSPEC PATHEXT " +
    "CLASSPATH JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS GCONV_PATH LOCPATH NLSPATH TERMINFO HOSTALIASES RES_OPTIONS " +
    "PERLLIB PERL5LIB PERL5OPT PERL5DB RUBYLIB RUBYOPT LUA_INIT LUA_PATH LUA_CPATH PHPRC PHP_INI_SCAN_DIR R_PROFILE GOFLAGS MAKEFLAGS " +
    "DOTNET_STARTUP_HOOKS OPENSSL_CONF OPENSSL_MODULES SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE REQUESTS_CA_BUNDLE " +
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED " +
    "NODE_REPL_EXTERNAL_MODULE GIT_SSH GIT_SSH_COMMAND GIT_ASKPASS SSH_ASKPASS GIT_EDITOR GIT_SEQUENCE_EDITOR GIT_PAGER GIT_EXEC_PATH " +
    "GIT_TEMPLATE_DIR GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND"
  ).split(" "),
);
const BEGINNINGS = /^(LD_|DYLD_|BASH_FUNC_|NPM_CONFIG_|PYTHON|GIT_CONFIG|CORECLR_|COR_|POSTERN_|LUA_INIT_)/;

/** Whatever its case: Windows makes no difference, and neither do those that read `http_proxy`. */
export function changesWhatRuns(name: string): boolean {
  const upper = name.toUpperCase();
  return WORDS.has(upper) || BEGINNINGS.test(upper);
}

/** What signs in here, which the program has no need of. */
const OWN = ["POSTERN_TOKEN", "POSTERN_JWT", "POSTERN_FALLBACK_KEY"];

/**
 * What the program finds: all that this process was given but what signs in to Postern, and over it what Postern gives. It counts before what
 * stands in the shell, so that a value left there by chance does not take the place of the secret that was asked for.
 */
export function environmentOf(
  around: Readonly<Record<string, string | undefined>>,
  variables: ReadonlyMap<string, string>,
  { passesToken }: { readonly passesToken: boolean },
): Record<string, string> {
  const kept = Object.entries(around).filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return value !== undefined && (passesToken ? name !== "POSTERN_FALLBACK_KEY" : !OWN.includes(name));
  });
  return Object.fromEntries([...kept, ...variables]);
}
