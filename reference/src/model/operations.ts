import {
  type Answer,
  type Content,
  type Described,
  type Document,
  METHODS,
  type Method,
  type Parameter,
} from "./document.ts";

/** One call of the API, or one message that a webhook sends. */
export interface Operation {
  /** Stands in the page's address. */
  readonly id: string;
  readonly method: Method;
  /** The path of a call; the event's name for a message. */
  readonly path: string;
  readonly tag: string;
  readonly isWebhook: boolean;
  /** Whether it takes a bearer token. */
  readonly takesToken: boolean;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly isRequired: boolean; readonly content: Content } | undefined;
  readonly answers: readonly (Answer & { readonly status: string })[];
  readonly refusals: readonly Refusal[];
}

/** The codes that an operation refuses with under one status. */
export interface Refusal {
  readonly status: string;
  readonly codes: readonly string[];
}

/** Calls of one subject, in the document's order. */
export interface Group {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

/** What stands in the page's address for a subject. The id of no operation begins so. */
export const subjectId = ({ name }: Pick<Group, "name">): string => `subject:${name}`;

export const WEBHOOKS = "What a webhook sends";

/** All that the page tells of, by subject; the messages of webhooks come last. A subject without operations is left out. */
export function groupsOf(document: Document): readonly Group[] {
  const calls = operationsOf(document.paths, false);
  const messages = operationsOf(document.webhooks ?? {}, true);
  const groups = document.tags.map(({ name, description }) => ({
    name,
    description,
    operations: calls.filter(({ tag }) => tag === name),
  }));
  const sent = {
    name: WEBHOOKS,
    description: "Messages to a server of yours, signed by Standard Webhooks.",
    operations: messages,
  };
  return [...groups, sent].filter(({ operations }) => operations.length > 0);
}

function operationsOf(paths: Document["paths"], isWebhook: boolean): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const described = item[method];
      return described === undefined ? [] : [operationOf(path, method, described, isWebhook)];
    }),
  );
}

function operationOf(path: string, method: Method, described: Described, isWebhook: boolean): Operation {
  const all = Object.entries(described.responses).map(([status, answer]) => ({ status, ...answer }));
  const refusals = all.map((answer) => ({ status: answer.status, codes: codesIn(answer) }));
  const { operationId, summary, description, parameters, requestBody } = described;
  return {
    id: operationId ?? (isWebhook ? `webhook:${path}` : `${method}:${path}`),
    method,
    path,
    tag: isWebhook ? WEBHOOKS : (described.tags?.[0] ?? ""),
    isWebhook,
    takesToken: (described.security ?? []).length > 0,
    summary: summary ?? path,
    description: description ?? "",
    parameters: parameters ?? [],
    body: requestBody && { isRequired: requestBody.required ?? false, content: requestBody.content },
    answers: all.filter((answer) => codesIn(answer).length === 0),
    refusals: refusals.filter(({ codes }) => codes.length > 0),
  };
}

/** Of a refusal the document names the codes, each in backticks. A status of 400 and more that has none is an answer like any other. */
function codesIn({
  status,
  description,
}: {
  readonly status: string;
  readonly description: string;
}): readonly string[] {
  if (!/^[45]\d\d$/.test(status)) return [];
  return [...description.matchAll(/`([a-z0-9_]+)`/g)].map(([, code = ""]) => code);
}
