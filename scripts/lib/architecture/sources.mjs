import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

/**
 * Every file below a folder, `src` unless another is named, with the files there that it imports. An import of types counts like any
 * other: who has to be read in order to understand a file is the same.
 * @returns {Map<string, { text: string, imports: string[] }>} by path, as `secrets/write.ts`
 */
export function readSources(root, folder = "src") {
  const src = join(root, folder);
  const files = readdirSync(src, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  return new Map(
    files.toSorted().map((path) => {
      const text = readFileSync(join(src, path), "utf8");
      const imports = ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => localFile(src, path, fileName))
        .filter((found) => found !== undefined);
      return [path, { text, imports: [...new Set(imports)] }];
    }),
  );
}

function localFile(src, from, specifier) {
  if (!specifier.startsWith(".")) return undefined;
  const named = resolve(src, dirname(from), specifier).replace(/\.tsx?$/, "");
  const found = [`${named}.ts`, `${named}.tsx`].find((file) => existsSync(file));
  const path = found && relative(src, found);
  return path?.startsWith("..") ? undefined : path;
}
