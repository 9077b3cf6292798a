/** Enumerations of the domain as TypeGraphQL wants them: an object whose keys are its values. */
export type EnumObject<Value extends string> = { readonly [V in Value]: V };

/** Makes the object for `registerEnumType()` from a list of values, in their order. */
export function enumOf<Value extends string>(values: readonly Value[]): EnumObject<Value> {
  return Object.fromEntries(values.map((value) => [value, value])) as EnumObject<Value>;
}

/** Turns a table of meanings into the descriptions of an enum's values. */
export function describeValues<Value extends string>(
  meanings: Readonly<Record<Value, string>>,
): Record<Value, { description: string }> {
  const entries = Object.entries<string>(meanings);
  return Object.fromEntries(entries.map(([value, description]) => [value, { description }])) as Record<
    Value,
    { description: string }
  >;
}
