import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { exchangeFiles, exchangeRules } from "../../src/exchange/columns.js";

test("schema/exchange/columns.json says what the code reads and writes", () => {
  const written: unknown = JSON.parse(readFileSync("schema/exchange/columns.json", "utf8"));
  const columns = exchangeFiles.flatMap(({ name: file, columns }) =>
    columns.map(({ name: column, required, format, meaning }) => ({
      file,
      column,
      required,
      format,
      meaning,
    })),
  );
  expect(written).toEqual({ rules: exchangeRules, columns });
});

test("exchangeFiles have their required columns first", () => {
  for (const { columns } of exchangeFiles) {
    const required = columns.map((column) => column.required);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
  }
});
