import { setImmediate as turn } from "node:timers/promises";
import type { Viewer } from "../../domain/access.js";
import type { NetworkFilter } from "../../domain/filter.js";
import {
  filterFields,
  type FilterField,
  type NoPath,
  type Path,
  type PathQuestion,
  type Relaxation,
} from "../../domain/path.js";
import type { Network } from "../../network/network.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

/**
 * Finds the smallest changes of a question without a path that give one, each with the best path it gives:
 * conditions dropped one at a time, or two at a time where no one alone stands in the way; more hops, as
 * few as it takes; no organisations to pass. None where no change of these helps.
 */
export async function relax(
  { network: { network } }: Parts,
  viewer: Viewer,
  answer: NoPath,
): Promise<Relaxation[]> {
  admitReader(viewer, "relax a question");
  const { question, reason } = answer;
  if (reason === "NO_PARTNERS" || reason === "NOT_CONNECTED") return [];
  const search = new Relaxing(network, question);
  return [...(await search.dropConditions()), ...(await search.raiseMaxHops()), ...(await search.dropVia())];
}

class Relaxing {
  constructor(
    readonly network: Network,
    readonly question: PathQuestion,
  ) {}

  async dropConditions(): Promise<Relaxation[]> {
    const { where } = this.question;
    const given = filterFields.filter((field) => where[field] !== null);
    const single = await this.#dropEach(given.map((field) => [field]));
    if (single.length > 0) return single;
    return this.#dropEach(given.flatMap((field, i) => given.slice(i + 1).map((other) => [field, other])));
  }

  async raiseMaxHops(): Promise<Relaxation[]> {
    const { question } = this;
    if (question.maxHops >= limits.maxHops) return [];
    // With the fewest hops first, the best path says how many it takes.
    const shortest = await this.#best({ ...question, maxHops: limits.maxHops, rankBy: "HOPS" });
    if (shortest === null) return [];
    const maxHops = shortest.steps.length;
    const path =
      question.rankBy === "HOPS" ? shortest : ((await this.#best({ ...question, maxHops })) ?? shortest);
    return [{ change: "RAISE_MAX_HOPS", question, filterFields: [], maxHops, path }];
  }

  async dropVia(): Promise<Relaxation[]> {
    const { question } = this;
    if (question.via.length === 0) return [];
    const path = await this.#best({ ...question, via: [] });
    return path === null ? [] : [{ change: "DROP_VIA", question, filterFields: [], maxHops: null, path }];
  }

  /** Tries the question without each of some sets of conditions. */
  async #dropEach(sets: readonly (readonly FilterField[])[]): Promise<Relaxation[]> {
    const { question } = this;
    const relaxations: Relaxation[] = [];
    for (const fields of sets) {
      const dropped = Object.fromEntries(fields.map((field) => [field, null])) as Partial<NetworkFilter>;
      const path = await this.#best({ ...question, where: { ...question.where, ...dropped } });
      if (path !== null)
        relaxations.push({ change: "DROP_CONDITION", question, filterFields: fields, maxHops: null, path });
    }
    return relaxations;
  }

  /** The best path of a question, or `null`. Others get their turn before it is looked for. */
  async #best(question: PathQuestion): Promise<Path | null> {
    await turn();
    return this.network.findBestPath(question);
  }
}
