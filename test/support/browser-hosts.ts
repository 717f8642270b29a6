/** All of them are the test's own server; which of them a credential may be used on is each test's matter. */
export const BROWSER_HOSTS = ["portal.test", "login.test", "evil.test", "frame.test", "deep.test"];
