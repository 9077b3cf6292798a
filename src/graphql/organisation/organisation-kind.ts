import { registerEnumType } from "type-graphql";

import { organisationKinds } from "../../domain/organisation.js";
import { describeValues, enumOf } from "../enum.js";

export const OrganisationKind = enumOf(organisationKinds);

registerEnumType(OrganisationKind, {
  name: "OrganisationKind",
  description:
    "What sort of organisation one is: who it is in the triangle of education, business and government.",
  valuesConfig: describeValues({
    EDUCATION: "A school, college or university that teaches.",
    COMPANY: "A business, of whatever size.",
    GOVERNMENT: "A municipality, province, ministry, or a body of theirs.",
    RESEARCH: "An institute whose main work is research.",
    INTERMEDIARY: "A network, foundation, chamber or association that brings others together.",
    OTHER: "None of the other kinds, or not known.",
  }),
});
