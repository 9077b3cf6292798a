/** Walks lists page by page, and runs properties over random networks. */
import { expect } from "@jest/globals";
import fc from "fast-check";
import type { Page, PageRequest } from "../../src/domain/page.js";

/** All items of a list, read a page at a time, from the front or from the back; checks what each page says of itself. */
export function walk<Item>(list: (page: PageRequest) => Page<Item>, size: number, backwards = false): Item[] {
  const items: Item[] = [];
  let request: PageRequest = {
    first: null,
    after: null,
    last: null,
    before: null,
    [backwards ? "last" : "first"]: size,
  };
  for (;;) {
    const page = list(request);
    const found = page.rows.map(({ item }) => item);
    if (backwards) items.unshift(...found);
    else items.push(...found);
    const [isFirst, isLast] = backwards
      ? [!page.hasPrevious, !page.hasNext]
      : [!page.hasNext, !page.hasPrevious];
    expect(isLast).toBe(items.length === found.length);
    expect(page.count()).toBeGreaterThanOrEqual(items.length);
    if (isFirst) {
      expect(items.length).toBe(page.count());
      return items;
    }
    const bound = backwards ? page.rows[0] : page.rows[page.rows.length - 1];
    request = { ...request, [backwards ? "before" : "after"]: bound.keyset };
  }
}

const runs = { numRuns: 300 };

/** Checks a property over random drawings. */
export function holds<T>(arbitrary: fc.Arbitrary<T>, check: (drawn: T) => void, parameters = runs): void {
  fc.assert(fc.property(arbitrary, check), parameters);
}

/** The same, where the check takes time. */
export function holdsFor<T>(
  arbitrary: fc.Arbitrary<T>,
  check: (drawn: T) => Promise<void>,
  parameters = runs,
): Promise<void> {
  return fc.assert(fc.asyncProperty(arbitrary, check), parameters);
}
