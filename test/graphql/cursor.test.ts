import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { decodeCursor, encodeCursor, longestCursor } from "../../src/graphql/cursor.js";

test("decodeCursor() gives back the keyset that encodeCursor() was given", () => {
  const keyset = fc.record({
    ordering: fc.string({ unit: "grapheme" }),
    key: fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.constant(0.5))),
  });
  fc.assert(
    fc.property(keyset, (one) => {
      const cursor = encodeCursor(one);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(decodeCursor(cursor, "after")).toEqual(one);
    }),
  );
});

const base64url = (text: string) => Buffer.from(text, "utf8").toString("base64url");

test.each([
  "",
  "zzz",
  "not a cursor",
  "W10=",
  base64url("[]"),
  base64url("{}"),
  base64url("null"),
  base64url('"text"'),
  base64url("[1]"),
  base64url('["name",null]'),
  base64url('["name",{"__proto__":1}]'),
  base64url('["name",[1]]'),
  "a".repeat(longestCursor + 1),
])("decodeCursor() refuses %j as BAD_USER_INPUT", (cursor) => {
  expect(() => decodeCursor(cursor, "before")).toThrow(
    expect.objectContaining({
      code: "BAD_USER_INPUT",
      message: expect.stringContaining("Cannot read before"),
    }),
  );
});
