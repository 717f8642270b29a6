import { defineConfig } from "vite";

/**
 * The documentation page as static files below `public/docs/`. No text that stands in the page itself (its policy forbids that), so
 * nothing is inlined.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: "/docs/",
  publicDir: false,
  clearScreen: false,
  build: {
    outDir: "../public/docs",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
