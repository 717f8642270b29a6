/** A file's text, put in when the tests are bundled. */
declare module "*.md?raw" {
  const text: string;
  export default text;
}
