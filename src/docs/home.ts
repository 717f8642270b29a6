/** Nothing but text and links, so that the content policy of every answer, which forbids all else, stays as it is. */
export const HOME = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Postern</title>
</head>
<body>
<h1>Postern</h1>
<p>A credential broker and a secrets store with one HTTP API.</p>
<ul>
<li><a href="/docs">Documentation</a></li>
<li><a href="/openapi.json">OpenAPI document</a></li>
<li><a href="/v1/health/ready">Is it ready?</a></li>
</ul>
</body>
</html>
`;
