/** In which language sentences are given: the argument, else what the request prefers, else English. */
import { registerEnumType } from "type-graphql";

import type { Language as LanguageCode } from "../text/text.js";
import { describeValues, enumOf } from "./enum.js";

export const Language = enumOf<LanguageCode>(["EN", "NL"]);

registerEnumType(Language, {
  name: "Language",
  description: "A language in which titles and explanations can be given.",
  valuesConfig: describeValues({
    EN: "English: what is given where nothing says otherwise.",
    NL: "Dutch: with the Netherlands as its home, the words of its regional offices.",
  }),
});

export const languageDescription =
  "The language of the sentence. Absent: the one that the request's Accept-Language header prefers, else English.";

/** Chooses between English and Dutch by the weights of an Accept-Language header; English where it names neither. */
export function preferredLanguage(header: string | undefined): LanguageCode {
  if (header === undefined) return "EN";
  const weights = { EN: -1, NL: -1 };
  let anyOther = -1;
  for (const part of header.split(",")) {
    const [tag, ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const weight = weightOf(parameters);
    if (tag === "*") anyOther = weight;
    else if (/^en\b/.test(tag)) weights.EN = Math.max(weights.EN, weight);
    else if (/^nl\b/.test(tag)) weights.NL = Math.max(weights.NL, weight);
  }
  const english = weights.EN < 0 ? anyOther : weights.EN;
  const dutch = weights.NL < 0 ? anyOther : weights.NL;
  if (dutch <= 0 || dutch < english) return "EN";
  if (dutch > english) return "NL";
  // Equal weights: the one that the header names first, as browsers write them.
  return header.toLowerCase().search(/\bnl\b/) < header.toLowerCase().search(/\ben\b/) && weights.NL >= 0
    ? "NL"
    : "EN";
}

function weightOf(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  if (weight === undefined) return 1;
  const value = Number(weight.slice(2));
  return value >= 0 && value <= 1 ? value : 0;
}
