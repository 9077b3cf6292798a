/** What every resolver is given: who asks, the use cases, and what belongs to this one request. */
import type { Viewer } from "../domain/access.js";
import type { OrganisationId } from "../domain/ids.js";
import type { Organisation } from "../domain/organisation.js";
import { SchakelError } from "../domain/errors.js";
import type { Services } from "../service/services.js";
import { namesFrom, type Language, type Names } from "../text/text.js";
import { preferredLanguage } from "./language.js";
import { createLoaders, type Loaders } from "./loaders.js";

export interface Context {
  readonly viewer: Viewer;
  readonly services: Services;
  readonly loaders: Loaders;
  /** What the request prefers; an argument of a field goes before it. */
  readonly language: Language;
  /** The revision of the network when the request came in: no answer is older. */
  readonly revision: number;
  /** Names for sentences. */
  readonly names: Names;
  /** Takes the cost of the question from what the caller may spend; throws when that is used up. */
  charge(cost: number): Promise<void>;
  /** Gives the question the time of a ranking; whatever ranks or measures a region begins with it. */
  allowRanking(): void;
  /** Milliseconds that the question still has; below 0 once they are over. */
  timeLeft(): number;
}

export interface ContextOptions {
  readonly viewer: Viewer;
  readonly services: Services;
  readonly acceptLanguage: string | undefined;
  charge(cost: number): Promise<void>;
  allowRanking(): void;
  timeLeft(): number;
}

/** Makes the context of one request. Apollo works on a copy of it: what a request changes lies behind a function. */
export function createContext({
  viewer,
  services,
  acceptLanguage,
  charge,
  allowRanking,
  timeLeft,
}: ContextOptions): Context {
  return {
    viewer,
    services,
    loaders: createLoaders(viewer, services),
    language: preferredLanguage(acceptLanguage),
    revision: services.revision(),
    names: namesFrom(services),
    charge,
    allowRanking,
    timeLeft,
  };
}

/**
 * The organisation that a record or an answer speaks of. A record read from the store may be newer
 * than the network: an organisation that has not arrived yet is UNAVAILABLE for that moment.
 */
export function organisationOf({ services }: Context, id: OrganisationId): Organisation {
  const organisation = services.organisationOf(id);
  if (organisation === null)
    throw new SchakelError("UNAVAILABLE", `Cannot show organisation "${id}": it changed just now; ask again`);
  return organisation;
}
