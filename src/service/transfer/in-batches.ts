/** How many records are asked of the store, or kept in hand, at once. */
export const batchSize = 1000;

/** Looks keys up a batch at a time and answers all that were found. Each key is asked for once. */
export async function inBatches<Key, Found>(
  keys: Iterable<Key>,
  lookUp: (batch: readonly Key[]) => Promise<ReadonlyMap<Key, Found>>,
): Promise<Map<Key, Found>> {
  const distinct = [...new Set(keys)];
  const all = new Map<Key, Found>();
  for (let i = 0; i < distinct.length; i += batchSize)
    for (const [key, found] of await lookUp(distinct.slice(i, i + batchSize))) all.set(key, found);
  return all;
}
