/**
 * `/graphiql`: an editor to ask in, served from this process alone.
 *
 * Its parts come from the installed packages; the policy that is sent along keeps the page from
 * fetching anything from another host.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const installed = createRequire(import.meta.url);

/** What the page loads, by the name it has under `/graphiql/`. */
const parts: Readonly<Record<string, readonly [packageName: string, file: string]>> = {
  "react.js": ["react", "umd/react.production.min.js"],
  "react-dom.js": ["react-dom", "umd/react-dom.production.min.js"],
  "graphiql.js": ["graphiql", "graphiql.min.js"],
  "graphiql.css": ["graphiql", "graphiql.min.css"],
};

// The editor sets styles on its elements; fonts and pictures lie in its style sheet.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Adds the page and its parts to a server; `/` leads to it. */
export async function addGraphiqlRoute(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, { root: folderOf("graphiql"), serve: false, maxAge: "1h" });

  server.get("/", async (_request, reply) => reply.redirect("/graphiql"));

  server.get("/graphiql", async (_request, reply) =>
    reply
      .headers({ "content-security-policy": policy, "referrer-policy": "no-referrer" })
      .type("text/html; charset=utf-8")
      .send(page),
  );

  server.get("/graphiql/start.js", async (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").send(start),
  );

  for (const [name, [packageName, file]] of Object.entries(parts))
    server.get(`/graphiql/${name}`, async (_request, reply) => reply.sendFile(file, folderOf(packageName)));
}

function folderOf(packageName: string): string {
  return join(dirname(installed.resolve(`${packageName}/package.json`)));
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Schakel</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<style>html, body, #graphiql { height: 100%; margin: 0; overflow: hidden; }</style>
</head>
<body>
<div id="graphiql">Schakel</div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script>
</body>
</html>
`;

/** The first question of the editor, and the one that \`serve --demo\` shows. It has an answer on the demo data. */
export const firstQuestion = `{
  paths(from: ["brin:99AB"], to: ["kvk:00000107"]) {
    ... on Paths {
      paths { hops organisations { name } steps { partnerships { title } } }
    }
    ... on NoPath { explanation }
  }
  gaps(region: "AM28", first: 3) {
    totalCount
    nodes { title explanation }
  }
}`;

/** The questions of schema/examples, each of which begins with a comment that says it in words. */
const examples = readExamples(new URL("../../schema/examples/", import.meta.url));

function readExamples(folder: URL): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
  return files.sort().map((file) => readFileSync(new URL(file, folder), "utf8"));
}

// The browser's own Accept-Language goes along with each question, so that sentences come in its language.
const start = `"use strict";
const dutch = navigator.language.toLowerCase().startsWith("nl");
document.documentElement.lang = dutch ? "nl" : "en";
const welcome = dutch
  ? "# Een weg tussen twee organisaties, en wat er in een regio ontbreekt.\\n# Ctrl-Enter stelt de vraag; Ctrl-Spatie laat zien wat er te vragen valt.\\n\\n"
  : "# A way between two organisations, and what is missing in a region.\\n# Ctrl-Enter asks the question; Ctrl-Space shows what there is to ask.\\n\\n";
const fetcher = async (question, { headers } = {}) => {
  const reply = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(question),
  });
  return reply.json();
};
const defaultQuery = welcome + ${JSON.stringify(firstQuestion)} + "\\n";
const examples = ${JSON.stringify(examples)};
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery,
    defaultTabs: [defaultQuery, ...examples].map((query) => ({ query })),
  }),
);
`;
