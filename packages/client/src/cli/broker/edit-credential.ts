import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { rowsOf } from "./credentials.ts";
import { idOf } from "./named.ts";
import { isTaken } from "./taken.ts";

interface DomainChange {
  readonly addDomain?: readonly string[];
  readonly removeDomain?: readonly string[];
}
export interface EditCredentialOptions extends DomainChange {
  readonly name?: string;
  readonly yes?: boolean;
}

/** Changes the name of a credential and the hosts that it counts for. A host more is one more that may be given the password, so a person is asked. */
export const editCredential: Work<[credential: string], EditCredentialOptions> = async ({
  session,
  arguments: [credential],
  options,
}) => {
  const { name, addDomain = [], removeDomain = [] } = options;
  if (name === undefined && addDomain.length === 0 && removeDomain.length === 0)
    throw usageError("nothing is to be changed", "--add-domain HOST, --remove-domain HOST or --name NAME");
  const postern = await session.postern();
  const id = await idOf(postern, "credential", credential);
  const domainsNow = async () => domainsAfter((await postern.credentials.get(id)).allowedDomains, options, credential);
  await domainsNow();
  // The server lets two have one name, and this program could name neither.
  if (name !== undefined && (await postern.credentials.list({ name }).toArray()).some((one) => one.id !== id))
    throw isTaken("credential", name, `postern credential show ${visible(name)}`);
  await requireYes(session, options, questionFor(credential, options));
  // Read again: the question may have stood there for long, and what others changed meanwhile stays.
  const changed = await postern.credentials.update(id, {
    ...(name === undefined ? {} : { name }),
    ...(addDomain.length + removeDomain.length > 0 ? { allowedDomains: await domainsNow() } : {}),
  });
  session.output.record(changed, rowsOf(changed), changed.id);
};

/** Pure. One that is there already is not added again. Throws CliError: one that is to go is not there. */
function domainsAfter(
  before: readonly string[],
  { addDomain = [], removeDomain = [] }: DomainChange,
  credential: string,
): string[] {
  const gone = removeDomain.map((domain) => domain.toLowerCase());
  const missing = gone.find((domain) => !before.includes(domain));
  if (missing !== undefined)
    throw new CliError(
      EXIT.notFound,
      "domain_not_found",
      `the credential has no domain ${visible(missing)}`,
      `postern credential show ${visible(credential)}`,
    );
  const added = addDomain.map((domain) => domain.toLowerCase());
  return [...new Set([...before.filter((domain) => !gone.includes(domain)), ...added])];
}

function questionFor(credential: string, { name, addDomain = [], removeDomain = [] }: EditCredentialOptions): string {
  const changes = [
    ...addDomain.map((domain) => `add the domain ${visible(domain)}`),
    ...removeDomain.map((domain) => `remove the domain ${visible(domain)}`),
    ...(name === undefined ? [] : [`name it ${visible(name)}`]),
  ];
  return `Change the credential ${visible(credential)}: ${changes.join(", ")}?`;
}
