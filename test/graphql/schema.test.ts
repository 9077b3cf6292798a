import { readFileSync } from "node:fs";

import { expect, test } from "@jest/globals";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from "graphql";

import { buildApiSchema, printApiSchema } from "../../src/graphql/schema.js";

test("schema/schema.graphql is the schema as printed (npm run schema writes it)", () => {
  const file = new URL("../../schema/schema.graphql", import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(printApiSchema());
});

interface Described {
  readonly place: string;
  readonly name: string;
  readonly description?: string | null;
}

function describedBy(type: GraphQLNamedType): Described[] {
  const own = [{ place: type.name, name: type.name, description: type.description }];
  if (isEnumType(type))
    return [...own, ...type.getValues().map((value) => ({ ...value, place: `${type.name}.${value.name}` }))];
  if (isInputObjectType(type))
    return [
      ...own,
      ...Object.values(type.getFields()).map((field) => ({ ...field, place: `${type.name}.${field.name}` })),
    ];
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  return Object.values(type.getFields()).reduce<Described[]>((all, field) => {
    const place = `${type.name}.${field.name}`;
    const args = field.args.map((arg) => ({ ...arg, place: `${place}(${arg.name})` }));
    return [...all, { ...field, place }, ...args];
  }, own);
}

const described = Object.values(buildApiSchema().getTypeMap())
  .filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type))
  .flatMap(describedBy);

test("every type, field, argument and value of the schema is described", () => {
  expect(described.length).toBeGreaterThan(400);
  expect(described.filter(({ description }) => !description).map(({ place }) => place)).toEqual([]);
});

test("every description says more than the name it describes", () => {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const poor = described.filter(
    ({ name, description }) =>
      letters(description ?? "") === letters(name) || (description ?? "").length < 20,
  );
  expect(poor.map(({ place }) => place)).toEqual([]);
});
