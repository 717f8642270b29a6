import { join } from "node:path";
import ts from "typescript";

const KINDS = ["QueryContext", "MutationContext", "EffectContext"];

/** How many members each kind of operation is given, as the compiler sees them. */
export function contextMembers(root) {
  const file = join(root, "src/kernel/context.ts");
  const program = ts.createProgram([file], { strict: true, noEmit: true, skipLibCheck: true, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  return KINDS.map((kind) => {
    const declaration = source.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === kind);
    if (!declaration) throw new Error(`${kind} is not declared in ${file}`);
    return [kind, checker.getTypeAtLocation(declaration).getProperties().length];
  });
}
