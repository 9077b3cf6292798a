/** What clients are configured with, taken from the printed schema. */
import { readFile } from "node:fs/promises";

import {
  buildSchema,
  isAbstractType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from "graphql";

export const printedSchema = await readFile(new URL("../../schema/schema.graphql", import.meta.url), "utf8");
export const apiSchema: GraphQLSchema = buildSchema(printedSchema);

/** The object types that have a global id, which normalised caches know them by. */
export const identifiedTypes: readonly string[] = objectTypes().filter((name) => hasId(name));

/** The object types without one; they live within what refers to them. */
export const embeddedTypes: readonly string[] = objectTypes().filter((name) => !hasId(name));

/** By interface or union: the types that it may turn out to be. */
export const possibleTypes: Readonly<Record<string, string[]>> = Object.fromEntries(
  Object.values(apiSchema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, apiSchema.getPossibleTypes(type).map(({ name }) => name)]),
);

/** Dates, refs and codes: texts, all of them. */
export const customScalars: readonly string[] = Object.values(apiSchema.getTypeMap())
  .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
  .map(({ name }) => name);

function objectTypes(): string[] {
  const roots = new Set(["Query", "Mutation", "Subscription"]);
  return Object.values(apiSchema.getTypeMap())
    .filter(isObjectType)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("__") && !roots.has(name));
}

function hasId(name: string): boolean {
  const type = apiSchema.getType(name);
  return isObjectType(type) && "id" in type.getFields();
}
