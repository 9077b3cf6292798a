import type { Viewer } from "../../domain/access.js";
import type { MissingLink } from "../../domain/gap.js";
import type { OrganisationId, PartnershipId } from "../../domain/ids.js";
import type { Keyset, Page, PageRequest } from "../../domain/page.js";
import { largestClique, type Party } from "../../domain/partnership.js";
import type { Network, Partner } from "../../network/network.js";
import { checkedPage } from "../asked.js";
import type { Parts } from "../parts.js";
import { admitReader, refusal } from "../refuse.js";

export interface ListSharedPartners {
  readonly gap: MissingLink;
  readonly page: PageRequest;
}

const action = "list shared partners";

/**
 * Lists the partners of both organisations of a missing link, those with the fewest partners first, each
 * with its partnerships with either of the two, up to the day of the gap. From memory.
 */
export function listSharedPartners(
  { network: { network } }: Parts,
  viewer: Viewer,
  question: ListSharedPartners,
): Page<Partner> {
  admitReader(viewer, action);
  const { gap } = question;
  const { first, after, last, before } = checkedPage(action, question.page);
  const all = gap.sharedPartners;
  const ordering = `shared-partners of ${gap.id}`;
  const from = after === null ? 0 : placeOf(after, ordering, all) + 1;
  const to = Math.max(from, before === null ? all.length : placeOf(before, ordering, all));
  const begin = last === null ? from : Math.max(from, to - last);
  const end = first === null ? to : Math.min(to, from + first);

  return {
    rows: all.slice(begin, end).map((organisation, i) => ({
      item: { organisation, partnerships: partnershipsWith(network, organisation, gap) },
      keyset: { ordering, key: [begin + i, organisation] },
    })),
    hasNext: end < all.length,
    hasPrevious: begin > 0,
    count: () => all.length,
  };
}

/** Where a cursor's organisation stands now; where it stood, if it is gone. */
function placeOf(keyset: Keyset, ordering: string, all: readonly OrganisationId[]): number {
  const [place, organisation] = keyset.key;
  const isPlace = keyset.key.length === 2 && typeof place === "number" && typeof organisation === "string";
  if (keyset.ordering !== ordering || !isPlace)
    throw refusal(
      "BAD_USER_INPUT",
      action,
      "the cursor is of another list, wanted one of this gap's shared partners",
    );
  const now = all.indexOf(organisation as OrganisationId);
  // Those after it have moved up by one.
  return now === -1 ? Math.min(place - 1, all.length) : now;
}

function partnershipsWith(network: Network, organisation: OrganisationId, gap: MissingLink): PartnershipId[] {
  if (network.organisationOf(organisation) === null) return [];
  return network.partnershipsOf(organisation, gap.question.where).filter((id) => {
    const { since, parties } = network.partnershipOf(id)!;
    const begun = since === null || since <= gap.asOf;
    return begun && gap.organisations.some((one) => areLinked(parties, organisation, one));
  });
}

/** The projection rule: every pair of up to 200 parties, above that a coordinator or connector and any other. */
function areLinked(parties: readonly Party[], a: OrganisationId, b: OrganisationId): boolean {
  const pair = parties.filter(({ organisation }) => organisation === a || organisation === b);
  if (pair.length < 2) return false;
  return (
    parties.length <= largestClique || pair.some(({ role }) => role === "COORDINATOR" || role === "CONNECTOR")
  );
}
