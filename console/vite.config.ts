import { defineConfig } from "vite";

/**
 * The console as static files below `public/console/`. No text that stands in the page itself (its policy forbids that), so nothing is
 * inlined; a file's name holds a mark of its content, so that it may be kept for ever.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: "/console/",
  publicDir: false,
  clearScreen: false,
  resolve: { alias: { "#texts": `${import.meta.dirname}/src/texts/en` } },
  build: {
    outDir: "../public/console",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 400,
  },
});
