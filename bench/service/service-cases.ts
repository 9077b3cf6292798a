/** What questions cost over HTTP, beside an empty one and beside @neo4j/graphql over the same data. */
import { inTurn, median, quantile, timeOf, type Case, type Goal } from "../case.js";
import { gapCases } from "./gap-cases.js";
import { shareCases } from "./share-cases.js";
import type { Asker } from "./ask.js";
import * as questions from "./questions.js";
import { euCounts, gapsRegion, region, type ServiceSubject } from "./subject.js";

const rounds = 9;
const calls = 40;

/** One of two kinds that there are, on one day, between few. */
const conditions = { partnershipKinds: ["PROJECT"], activeOn: "2019-06-01", maxParties: 20 };

export function serviceCases(
  subjectOf: () => Promise<ServiceSubject>,
  { withPeers, withDutch }: { withPeers: boolean; withDutch: boolean },
): Case<ServiceSubject>[] {
  const prepare = subjectOf;
  const beside = (
    name: string,
    ours: Asking,
    theirs: Asking,
    against: string,
    goal: Goal | undefined,
    check: (subject: ServiceSubject) => Promise<void>,
  ): Case<ServiceSubject> => ({
    name,
    prepare,
    measure: async (subject) => {
      const [mine, peer] = await inTurn(rounds, [
        { calls, run: () => oneByOne(subject, ours) },
        { calls, run: () => oneByOne(subject, theirs) },
      ]);
      return { ours: mine / 1000, unit: "ms", peer: peer / 1000, against, goal };
    },
    check,
  });
  const none = async () => undefined;
  const sqliteEmpty: Asking = ({ sqlite }) => sqlite.ask(questions.empty);
  const besideEmpty = (name: string, ours: Asking, goal?: Goal) =>
    beside(name, ours, sqliteEmpty, "an empty question", goal, none);

  const own: Case<ServiceSubject>[] = [
    importCase("import into SQLite", prepare, ({ sqlite }) => sqlite.imported.seconds, 7.25),
    startCase("start over SQLite, to the first answer", prepare, ({ sqlite }) => sqlite.running.startTime, 3),
    besideEmpty(
      "path between any two",
      askPath(({ sqlite }) => sqlite.ask),
      { atMost: 2, ofPeer: true },
    ),
    {
      name: "path between any two, 19 of 20 within",
      prepare,
      measure: async (subject) => {
        const paths: number[] = [];
        const empties: number[] = [];
        for (let i = 0; i < 1000; i++) {
          paths.push(await timeOf(() => askPath(({ sqlite }) => sqlite.ask)(subject, i)));
          empties.push(await timeOf(() => sqliteEmpty(subject, i)));
        }
        return {
          ours: quantile(paths, 0.95),
          unit: "ms",
          peer: median(empties),
          against: "an empty question, median",
          goal: { atMost: 6, ofPeer: true },
        };
      },
      check: none,
    },
    besideEmpty(
      "path over few kinds, one day, small partnerships",
      (subject, i) => subject.sqlite.ask(questions.pathWhere, { ...endsOf(subject, i), where: conditions }),
      { atMost: 2.5, ofPeer: true },
    ),
    besideEmpty(
      "ten paths between any two",
      (subject, i) => subject.sqlite.ask(questions.tenPaths, endsOf(subject, i)),
      { atMost: 4, ofPeer: true },
    ),
    besideEmpty("page of 50 organisations", ({ sqlite }) => sqlite.ask(questions.page, { region })),
    besideEmpty("the same with 10 partners each", ({ sqlite }) =>
      sqlite.ask(questions.pageWithPartners, { region }),
    ),
    besideEmpty("20 missing links of a region of 339, asked before", ({ sqlite }) =>
      sqlite.ask(questions.gaps, { region: gapsRegion, asOf: "2020-01-01" }),
    ),
    {
      name: "20 missing links, asked for the first time",
      prepare,
      measure: async ({ sqlite }) => {
        let day = 1;
        const [first, empty] = await inTurn(9, [
          {
            calls: 1,
            // Another day each time, so that nothing is known already.
            run: () =>
              sqlite.ask(questions.gaps, {
                region: gapsRegion,
                asOf: `2019-03-${String(day++).padStart(2, "0")}`,
              }),
          },
          { calls: 1, run: () => sqlite.ask(questions.empty) },
        ]);
        return { ours: first / 1000, unit: "ms", peer: empty / 1000, against: "an empty question" };
      },
      check: none,
    },
    besideEmpty("view of 500 organisations and 2,000 links", ({ sqlite }) =>
      sqlite.ask(questions.view, { region: gapsRegion }),
    ),
  ];
  if (withDutch) own.push(...gapCases(prepare));
  own.push({
    name: "memory of the service over SQLite, after all this",
    prepare,
    measure: ({ sqlite }) => ({
      ours: sqlite.running.memory() / 1e6,
      unit: "MB",
      goal: { atMost: 700 },
    }),
    check: none,
  });
  if (!withPeers) return own;

  const peer = "@neo4j/graphql";
  return [
    ...own,
    ...shareCases(prepare),
    importCase("import into Neo4j", prepare, ({ neo4j }) => neo4j!.imported.seconds, 29),
    startCase("start over Neo4j, to the first answer", prepare, ({ neo4j }) => neo4j!.running.startTime, 10),
    beside(
      "path between any two, over SQLite",
      askPath(({ sqlite }) => sqlite.ask),
      askPeerPath,
      `${peer}, @cypher`,
      { atLeast: 3, ofPeer: true },
      checkPaths,
    ),
    beside(
      "path between any two, over Neo4j",
      askPath(({ neo4j }) => neo4j!.ask),
      askPeerPath,
      `${peer}, @cypher`,
      { atLeast: 3, ofPeer: true },
      none,
    ),
    beside(
      "the same beside Cypher",
      askPath(({ neo4j }) => neo4j!.ask),
      askBolt("MATCH p = shortestPath((a)-[:PARTY_TO*..12]-(b)) RETURN [n IN nodes(p) | n.name] AS names"),
      "shortestPath over Bolt",
      undefined,
      none,
    ),
    beside(
      "the same beside Graph Data Science",
      askPath(({ neo4j }) => neo4j!.ask),
      askBolt(
        "CALL gds.shortestPath.dijkstra.stream('eu', { sourceNode: a, targetNode: b }) YIELD nodeIds RETURN [n IN gds.util.asNodes(nodeIds) | n.name] AS names",
      ),
      "GDS 2.13.9, Dijkstra",
      undefined,
      none,
    ),
    beside(
      "page of 50, over SQLite",
      ({ sqlite }) => sqlite.ask(questions.page, { region }),
      ({ peer: other }) => other!.ask(questions.peerPage, { region }),
      peer,
      { atLeast: 3, ofPeer: true },
      checkPages,
    ),
    beside(
      "page of 50, over Neo4j",
      ({ neo4j }) => neo4j!.ask(questions.page, { region }),
      ({ peer: other }) => other!.ask(questions.peerPage, { region }),
      peer,
      { atMost: 1, ofPeer: true },
      none,
    ),
    ...(["sqlite", "neo4j"] as const).map((store) =>
      beside(
        `page of 50 with 10 partnerships each, over ${store === "sqlite" ? "SQLite" : "Neo4j"}`,
        (subject) => subject[store]!.ask(questions.pageWithPartnerships, { region }),
        ({ peer: other }) => other!.ask(questions.peerPageWithPartnerships, { region }),
        peer,
        { atMost: store === "sqlite" ? 1 / 3 : 1, ofPeer: true },
        none,
      ),
    ),
  ];
}

type Asking = (subject: ServiceSubject, i: number) => Promise<unknown>;

/** How often something was asked so far, so that each round asks for other ends. */
const asked = new Map<Asking, number>();

async function oneByOne(subject: ServiceSubject, ask: Asking): Promise<void> {
  const begin = asked.get(ask) ?? 0;
  for (let i = begin; i < begin + calls; i++) await ask(subject, i);
  asked.set(ask, begin + calls);
}

function endsOf({ pairs }: ServiceSubject, i: number): { from: string; to: string } {
  const [from, to] = pairs[i % pairs.length];
  return { from, to };
}

function askPath(askerOf: (subject: ServiceSubject) => Asker): Asking {
  return (subject, i) => askerOf(subject)(questions.path, endsOf(subject, i));
}

const askPeerPath: Asking = (subject, i) => subject.peer!.ask(questions.peerPath, endsOf(subject, i));

function askBolt(cypher: string): Asking {
  const query = `MATCH (a:Organisation {id: $from}), (b:Organisation {id: $to}) ${cypher}`;
  return (subject, i) => subject.peer!.bolt.executeQuery(query, endsOf(subject, i));
}

function importCase(
  name: string,
  prepare: () => Promise<ServiceSubject>,
  secondsOf: (subject: ServiceSubject) => number,
  atMost: number,
): Case<ServiceSubject> {
  return {
    name: `${name}: 54,565 organisations, 22,587 partnerships`,
    prepare,
    measure: (subject) => ({ ours: secondsOf(subject), unit: "s", goal: { atMost } }),
    check: async ({ sqlite }) => {
      const { service } = await sqlite.ask<{ service: typeof euCounts }>(
        "{ service { organisations partnerships } }",
      );
      if (service.organisations !== euCounts.organisations || service.partnerships !== euCounts.partnerships)
        throw new Error("Not all was imported");
    },
  };
}

function startCase(
  name: string,
  prepare: () => Promise<ServiceSubject>,
  startTimeOf: (subject: ServiceSubject) => number,
  atMost: number,
): Case<ServiceSubject> {
  return {
    name,
    prepare,
    measure: (subject) => ({ ours: startTimeOf(subject) / 1000, unit: "s", goal: { atMost } }),
    check: () => undefined,
  };
}

async function checkPaths(subject: ServiceSubject): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const ours = (await askPath(({ sqlite }) => sqlite.ask)(subject, i)) as {
      paths: { paths?: { organisations: unknown[] }[] };
    };
    const theirs = (await askPeerPath(subject, i)) as { path: unknown[] };
    const mine = ours.paths.paths?.[0].organisations.length ?? 0;
    if (mine !== theirs.path.length)
      throw new Error(`Pair ${i}: ${mine} organisations along ours, ${theirs.path.length} along theirs`);
  }
}

async function checkPages(subject: ServiceSubject): Promise<void> {
  const ours = await subject.sqlite.ask<{ organisations: { nodes: unknown[] } }>(questions.page, { region });
  const theirs = await subject.peer!.ask<{ organisations: unknown[] }>(questions.peerPage, { region });
  if (ours.organisations.nodes.length !== 50 || theirs.organisations.length !== 50)
    throw new Error("A page is not full");
}
