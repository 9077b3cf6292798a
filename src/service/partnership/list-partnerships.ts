import type { Viewer } from "../../domain/access.js";
import type { PartnershipId } from "../../domain/ids.js";
import type { Page, PageRequest } from "../../domain/page.js";
import { clip } from "../../domain/record-rules.js";
import { wordsOf } from "../../domain/text-order.js";
import type { Store, TitleMatch } from "../../store/store.js";
import { checkedPage, checkedSearch, once, type Given } from "../asked.js";
import { resolvePartnershipFilter, type AskedPartnershipFilter } from "../filter/resolve-filter.js";
import { limits } from "../limits.js";
import type { Parts } from "../parts.js";
import { admitReader, refusal } from "../refuse.js";
import { References } from "../references.js";

export interface ListPartnerships {
  readonly search?: Given<string>;
  readonly where?: Given<AskedPartnershipFilter>;
  readonly page: PageRequest;
}

const action = "list partnerships";

/**
 * Lists the partnerships that pass a filter: latest first from memory, or best match first where
 * their titles are searched, which asks the store for the candidates.
 */
export async function listPartnerships(
  parts: Parts,
  viewer: Viewer,
  question: ListPartnerships,
): Promise<Page<PartnershipId>> {
  admitReader(viewer, action);
  const page = checkedPage(action, question.page);
  const text = checkedSearch(action, question.search);
  const matches = text === null ? null : await findMatches(parts.store, text);

  // Resolved after the store has answered: the network may have moved on meanwhile.
  const { network } = parts.network;
  const references = new References(network, action);
  const where = resolvePartnershipFilter(action, references, question.where);
  references.settle();
  return network.listPartnerships({ where, search: matches && { text: text!, matches }, page });
}

async function findMatches(store: Store, text: string): Promise<TitleMatch[]> {
  const question = { words: once(wordsOf(text)), value: text.trim() };
  const matches = await store.searchPartnerships(question, limits.searchCandidates);
  if (matches !== null) return matches;
  const why = `more than ${limits.searchCandidates} titles match "${clip(text)}"; a longer word, or one word more, is wanted`;
  throw refusal("BUDGET_EXCEEDED", "search partnerships", why);
}
