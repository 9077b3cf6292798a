/**
 * A server before the service that plants a fault in its answers: what the suites must notice.
 *
 * Only the organisations of `Query` are touched, so that a suite which notices does so by what it asked.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Question {
  query: string;
  variables?: Record<string, unknown>;
}
interface Answer {
  data?: { organisations?: Record<string, unknown> & { edges?: Edge[] | null } };
}
interface Edge {
  cursor?: string;
  node: Record<string, unknown>;
}

/** Asks the service itself. */
type Ask = (question: Question) => Promise<Answer>;

/** What goes wrong with a question about organisations. */
export type Fault = (question: Question, ask: Ask) => Promise<Answer>;

/** A list that may not be null is null, and no error says why. */
export const nullList: Fault = async (question, ask) => {
  const answer = await ask(question);
  answer.data!.organisations!.edges = null;
  return answer;
};

/** Cursors number the rows: what is added or removed before a page moves it. */
export const offsetCursors: Fault = async (question, ask) => {
  const { first, after } = (question.variables ?? {}) as { first: number; after?: string | null };
  const answer = await ask({ ...question, variables: { ...question.variables, first: 500, after: null } });
  const organisations = answer.data!.organisations!;
  const begin = Number(after ?? 0);
  const rows = organisations.edges!.map((edge, i) => ({ ...edge, cursor: String(i + 1) }));
  organisations.edges = rows.slice(begin, begin + first);
  organisations["pageInfo"] = {
    ...(organisations["pageInfo"] as object),
    hasNextPage: begin + first < rows.length,
    endCursor: organisations.edges.at(-1)?.cursor ?? null,
  };
  return answer;
};

/** The third row's node comes without its id. */
export const missingId: Fault = async (question, ask) => {
  const answer = await ask(question);
  const third = answer.data!.organisations!.edges?.[2];
  if (third !== undefined) delete third.node["id"];
  return answer;
};

export interface FaultyProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the proxy before the service at `target`. */
export async function openFaultyProxy(target: string, fault: Fault): Promise<FaultyProxy> {
  const ask: Ask = async (question) => {
    const reply = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
    });
    return (await reply.json()) as Answer;
  };
  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const question = JSON.parse(await text(request)) as Question;
    const pages = /\borganisations\([^)]*\$?first/.test(question.query) && question.query.includes("edges");
    return pages && !question.query.startsWith("mutation") ? fault(question, ask) : ask(question);
  };
  const server = createServer((request, response) => {
    answerTo(request).then(
      (answer) =>
        response.setHeader("content-type", "application/json; charset=utf-8").end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
