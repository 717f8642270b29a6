/** What the deployment would set as secrets and variables. Nothing here opens anything outside the tests. */
export const TEST_BINDINGS = {
  ROOT_KEYS: JSON.stringify([
    { id: "test-1", key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" },
    { id: "test-2", key: "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=" },
  ]),
  OPERATOR_TOKEN: "pst_operator_Test0Test1Test2Test3Test4Test5Test6Test7Tes0Ct3oB",
  OUTBOUND_ALLOW: JSON.stringify(["127.0.0.1", "localhost"]),
  RATE_LIMITS: "{}",
  PUBLIC_URL: "https://postern.example",
};
