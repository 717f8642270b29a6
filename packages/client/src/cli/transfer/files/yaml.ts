import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
} from "yaml";
import { type Exact, ExactNumber, type ExactObject } from "../../text/exact-json.ts";
import { fileFault } from "./fault.ts";

/** Values of one file together, those of aliases counted wherever they stand: a few lines can name a thousand million. */
const MAX_NODES = 1_000_000;
const MAX_DEPTH = 64;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const PLAIN_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

/** The documents of a YAML 1.2 file as JSON, its numbers with their own digits. What JSON does not have is refused. Throws CliError. */
export function parseYaml(text: string): readonly Exact[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, { uniqueKeys: true, version: "1.2", logLevel: "silent", lineCounter });
  if (!Array.isArray(documents)) return [];
  return documents
    .filter(({ contents, errors }) => contents !== null || errors.length > 0)
    .map((document) => new Converter(document, lineCounter).root());
}

class Converter {
  #nodes = 0;
  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  root(): Exact {
    const [error] = [...this.document.errors, ...this.document.warnings];
    // Its message repeats the lines around.
    if (error) throw fileFault(`not YAML, line ${error.linePos?.[0].line ?? 1} (${error.code.toLowerCase()})`);
    return this.#value(this.document.contents, 0);
  }

  #value(node: unknown, depth: number): Exact {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) throw fileFault("its aliases stand for too much");
    if (depth > MAX_DEPTH) throw fileFault("too many levels");
    if (node === null) return null;
    if (isAlias(node)) return this.#value(this.#meant(node), depth + 1);
    if (isNode(node) && isTagged(node)) throw fileFault(`a tag that JSON has nothing for, line ${this.#line(node)}`);
    if (isSeq(node)) return node.items.map((item) => this.#value(item, depth + 1));
    if (isMap(node)) return this.#object(node.items, depth);
    if (isScalar(node)) return this.#scalar(node.value, node.source, node);
    throw fileFault("a value that JSON has nothing for");
  }

  #object(items: readonly { readonly key: unknown; readonly value: unknown }[], depth: number): ExactObject {
    const members = new Map<string, Exact>();
    for (const { key, value } of items) {
      const name = this.#key(key);
      // `1` and `"1"` are two keys of YAML, and one of JSON.
      if (members.has(name)) throw fileFault("a key is in it twice");
      members.set(name, this.#value(value, depth + 1));
    }
    return members;
  }

  #scalar(value: unknown, source: string | undefined, node: Node): Exact {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && source !== undefined && NUMBER.test(source)) return new ExactNumber(source);
    throw fileFault(`a number that JSON does not write like this, line ${this.#line(node)}`, "put it between quotes");
  }

  #key(key: unknown): string {
    const name = isScalar(key) ? (key.source ?? key.value) : undefined;
    if (typeof name !== "string") throw fileFault("a key that is no text");
    if (name === "<<") throw fileFault("merge keys (<<) are no part of YAML 1.2");
    return name;
  }

  #meant(alias: Alias): unknown {
    const node = alias.resolve(this.document);
    if (node === undefined) throw fileFault("an alias of nothing");
    return node;
  }

  #line({ range }: Node): number {
    return this.lines.linePos(range?.[0] ?? 0).line;
  }
}

const isTagged = ({ tag }: Node): boolean => tag !== undefined && !PLAIN_TAG.test(tag);
