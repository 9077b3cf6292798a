/** One thing that a client of others relies on, as a function of where the service is. */
import { expect } from "@jest/globals";

export interface Check {
  /** A sentence that begins with the client. */
  readonly name: string;
  /** Rejects where the service does not keep it. */
  run(url: string): Promise<void>;
}

/** Asks without any client; rejects with the first error of the answer. */
export async function ask<Data>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const reply = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await reply.json()) as { data: Data; errors?: readonly { message: string }[] };
  if (errors !== undefined) throw new Error(errors[0].message);
  return data;
}

/** Runs something, and expects that nothing was printed as a warning or an error meanwhile: clients complain there. */
export async function withoutComplaints(run: () => Promise<void>): Promise<void> {
  const complaints: string[] = [];
  const { error, warn } = console;
  console.error = console.warn = (...words: unknown[]) => void complaints.push(words.map(String).join(" "));
  try {
    await run();
  } finally {
    Object.assign(console, { error, warn });
  }
  expect(complaints).toEqual([]);
}

/** A list that a client pages through. */
export interface PagedList {
  /** Fetches the first page. */
  open(pageSize: number): Promise<void>;
  /** Fetches the next one; false where there is none. */
  next(pageSize: number): Promise<boolean>;
  /** The ids of all rows that the client has merged, read from its cache. */
  ids(): Promise<readonly string[]> | readonly string[];
}

const passerBy = { name: "0 Voorbijganger", kind: "OTHER", identifiers: [{ scheme: "test", value: "0" }] };

/**
 * Pages through the organisations by name while one that comes first is removed after the first page and
 * recorded again after the second, and expects each row once: cursors are places in the order, not numbers
 * of rows, of which the first change skips one and the second repeats one.
 */
export async function expectSteadyPages(url: string, list: PagedList): Promise<void> {
  const record = () =>
    ask(
      url,
      "mutation ($input: RecordOrganisationInput!) { recordOrganisation(input: $input) { revision } }",
      {
        input: passerBy,
      },
    );
  const remove = () => ask(url, `mutation { removeOrganisation(input: { ref: "test:0" }) { revision } }`);
  const whole = await ask<{ organisations: { nodes: { id: string }[] } }>(
    url,
    "{ organisations(first: 500) { nodes { id } } }",
  );
  const rest = whole.organisations.nodes.map(({ id }) => id);

  await record();
  let recorded = true;
  try {
    await list.open(7);
    await remove();
    recorded = false;
    expect(await list.next(7)).toBe(true);
    await record();
    recorded = true;
    while (await list.next(7));
    const ids = await list.ids();
    expect(ids[0]).not.toBe(rest[0]);
    expect(ids.slice(1)).toEqual(rest);
  } finally {
    if (recorded) await remove();
  }
}

/** A gap as each client asks for it. */
export interface SeenGap {
  readonly id: string;
  readonly gapKind: string;
  readonly score: number;
  readonly organisations: readonly { readonly id: string }[];
}

/** The day the demo data are judged on, and a filter under which some gaps remain with another score. */
export const gapsAsked = { region: "AM28", asOf: "2026-11-01" };
export const gapsFilter = { minStrength: 3 };

/** Expects that two lists of gaps, read from a cache that took in both, hold the same gaps under ids of their own. */
export function expectOwnGaps(all: readonly SeenGap[], filtered: readonly SeenGap[]): void {
  const subjectOf = (gap: SeenGap) => [gap.gapKind, ...gap.organisations.map(({ id }) => id)].join(" ");
  const bySubject = new Map(all.map((gap) => [subjectOf(gap), gap]));
  const pairs = filtered.flatMap((gap) => {
    const same = bySubject.get(subjectOf(gap));
    return same === undefined ? [] : [{ gap, same }];
  });
  expect(pairs.length).toBeGreaterThan(0);
  for (const { gap, same } of pairs) expect(gap.id).not.toBe(same.id);
  expect(pairs.some(({ gap, same }) => gap.score !== same.score)).toBe(true);
}
