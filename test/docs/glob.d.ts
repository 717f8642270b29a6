/** What vite makes of a pattern: the modules by path. */
interface ImportMeta {
  glob(pattern: string, options: { readonly eager: true }): Record<string, unknown>;
}
