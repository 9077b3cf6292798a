/** Checks arguments against the rules on their classes, at once and without a pause. */
import { validateSync, type ValidationError } from "class-validator";

import { SchakelError } from "../domain/errors.js";

/** Throws BAD_USER_INPUT with all that is wrong with an argument; what is absent or null is not looked at. */
export function validateArgument(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const faults = values
    .filter((one) => typeof one === "object" && one !== null)
    .flatMap((one) =>
      validateSync(one as object, { skipMissingProperties: true, forbidUnknownValues: false }),
    );
  if (faults.length > 0)
    throw new SchakelError(
      "BAD_USER_INPUT",
      `Cannot take the arguments: ${faults.flatMap(saysOf).join("; ")}`,
    );
}

function saysOf({ constraints, children }: ValidationError): string[] {
  return [...Object.values(constraints ?? {}), ...(children ?? []).flatMap(saysOf)];
}
