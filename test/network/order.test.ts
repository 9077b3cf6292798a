import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { atOnce } from "../../src/kernel/in-steps.js";
import { Order } from "../../src/network/order.js";
import { holds } from "./agreement.js";

/** The items as the order has them, checked to have rising places. */
function read(order: Order): number[] {
  const items = Array.from(order.items);
  const places = items.map((item) => order.places[item]);
  expect(places.every((place, i) => place >= 0 && (i === 0 || places[i - 1] < place))).toBe(true);
  return items;
}

test("Order stays sorted under any additions and removals, its places with it", () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.double({ noNaN: true })), {
    maxLength: 60,
  });
  const first = fc.uniqueArray(fc.integer({ min: 0, max: 40 }));
  holds(fc.tuple(first, moves), ([present, drawn]) => {
    const keys = Array.from({ length: 41 }, (_, item) => item % 7);
    const compare = (a: number, b: number): number => keys[a] - keys[b] || a - b;
    const order = new Order(compare);
    const expected = new Set(present);
    atOnce(order.fill(present));
    for (const [item, key] of drawn) {
      if (expected.delete(item)) order.remove(item);
      else {
        keys[item] = key;
        order.add(item);
        expected.add(item);
      }
      expect(read(order)).toEqual([...expected].sort(compare));
    }
    expect(order.length).toBe(expected.size);
  });
});

test("Order makes room where additions keep coming between the same two", () => {
  const keys = [0, 1];
  const order = new Order((a, b) => keys[a] - keys[b]);
  atOnce(order.fill([0, 1]));
  for (let i = 2; i < 200; i++) {
    keys[i] = 1 - i / 1_000;
    order.add(i);
  }
  expect(read(order)).toEqual([0, ...Array.from({ length: 199 }, (_, i) => 199 - i)]);
});

test("Order grows at either end for long", () => {
  const order = new Order((a, b) => (a % 2 === b % 2 ? (a - b) * (a % 2 === 0 ? 1 : -1) : (b % 2) - (a % 2)));
  for (let i = 0; i < 5_000; i++) order.add(i);
  const down = Array.from({ length: 2_500 }, (_, i) => 4_999 - 2 * i);
  const up = Array.from({ length: 2_500 }, (_, i) => 2 * i);
  expect(read(order)).toEqual([...down, ...up]);
});
