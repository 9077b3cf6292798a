import { mostHops } from "../domain/path.js";

/** How much one question or command may ask for. What lies outside is refused, never cut silently. */
export const limits = {
  /** Rows of a page. */
  page: 500,
  /** Rows of a page that asks for no number. */
  defaultPage: 50,
  /** Values of one list in a filter. */
  list: 1000,
  /** Organisations on either side of a path. */
  ends: 100,
  maxHops: mostHops,
  /** Paths of one answer. */
  paths: 100,
  /** Organisations that a path may have to pass. */
  via: 3,
  neighbourhoodHops: 4,
  /** Organisations of a view. */
  viewOrganisations: 5000,
  /** Links of a view. */
  viewLinks: 20_000,
  /** Characters of a search: the longest name there may be. */
  search: 500,
  /** Partnerships whose titles one search may have to rank. */
  searchCandidates: 50_000,
  /** Records read in one call. */
  batch: 5000,
  /** The best pairs of a question that are looked at. */
  missingLinks: 1000,
  /** Suggestions kept for one gap. */
  suggestions: 10,
  /** New partnerships suggested where there is no path. */
  pathSuggestions: 5,
  /** Pairs of organisations that are weighed for those. */
  pathSuggestionPairs: 40_000,
  /** Milliseconds for finding what would make a path where there is none. */
  remedyTime: 2_000,
  /** Within how many kilometres two organisations are near each other. */
  nearKilometres: 25,
  /** Characters of a gap's id: its question, and a subject. */
  gapId: 9000,
  requestKey: 200,
  /** Times that one change is decided afresh because something else was committed meanwhile. */
  writeAttempts: 20,
  /** Milliseconds that a change waits for those before it. */
  writeWait: 15_000,
} as const;
