import { registerEnumType } from "type-graphql";

import { partnershipKinds, partyRoles } from "../../domain/partnership.js";
import { describeValues, enumOf } from "../enum.js";

export const PartnershipKind = enumOf(partnershipKinds);

registerEnumType(PartnershipKind, {
  name: "PartnershipKind",
  description: "What organisations do together in a partnership.",
  valuesConfig: describeValues({
    PROJECT: "A project with a goal and an end.",
    PLACEMENT: "Students or staff work at another party for a time.",
    GUEST_TEACHING: "People of one party teach at another.",
    VISIT: "Visits to each other, such as company visits by pupils.",
    CURRICULUM: "Making or keeping what is taught together.",
    EQUIPMENT: "Sharing or lending machines, rooms or materials.",
    FUNDING: "One party pays for what another does.",
    MEMBERSHIP: "Belonging to a network, association or alliance.",
    MEETING: "Meeting regularly, without more being agreed.",
    OTHER: "None of the other kinds, or not known.",
  }),
});

export const PartyRole = enumOf(partyRoles);

registerEnumType(PartyRole, {
  name: "PartyRole",
  description:
    "What a party does in a partnership. A FACILITATOR brings money, time or means; a CONNECTOR brings parties together.",
  valuesConfig: describeValues({
    PARTICIPANT: "Takes part in it, without a part of its own.",
    COORDINATOR: "Leads it and answers for it.",
    FACILITATOR: "Brings money, time or means to it.",
    CONNECTOR: "Brings the parties together and keeps them so.",
  }),
});
