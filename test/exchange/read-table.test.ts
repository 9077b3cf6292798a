import { expect, test } from "@jest/globals";
import { gzipSync } from "node:zlib";
import { fileOf } from "../../src/exchange/columns.js";
import { cellOf, readTable } from "../../src/exchange/read-table.js";

const regions = fileOf("region");

/** Reads a table of regions: what its rows hold, by line, and what is wrong with it. */
async function read(content: string | Buffer, gzipped = false) {
  const rows: [number, string | undefined][] = [];
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const { refusals, whole } = await readTable(bytes, gzipped, regions, (row) =>
    rows.push([row.line, cellOf(row, "name")]),
  );
  return { rows, whole, wrong: refusals.map(({ line, value, wanted }) => [line, value, wanted]) };
}

test("readTable() tells the physical line on which each record begins", async () => {
  const text = 'code,name,division\r\nA,"two\r\nlines",X\r\n\r\nB,"three\nlines\nhere",X\nC,c,X\r\n"D",d,X';
  const { rows, wrong } = await read(text);
  expect(rows).toEqual([
    [2, "two\r\nlines"],
    [5, "three\nlines\nhere"],
    [8, "c"],
    [9, "d"],
  ]);
  expect(wrong).toEqual([]);
});

test("readTable() takes columns in any order and a byte order mark", async () => {
  const { rows } = await read("\ufeffdivision,name,code\nX,Alpha,A\n");
  expect(rows).toEqual([[2, "Alpha"]]);
});

test("readTable() unpacks gzip", async () => {
  const { rows } = await read(gzipSync("code,name,division\nA,Alpha,X\n"), true);
  expect(rows).toEqual([[2, "Alpha"]]);
});

test("readTable() refuses a gzip file that is cut off", async () => {
  const { wrong, whole } = await read(gzipSync("code,name,division\nA,Alpha,X\n").subarray(0, 30), true);
  expect(whole).toBe(false);
  expect(wrong).toEqual([[null, "a gzip file that is cut off", "a whole gzip file"]]);
});

test("readTable() refuses a file named .gz that is none", async () => {
  const { wrong } = await read("code,name,division\n", true);
  expect(wrong).toEqual([[null, "a damaged file, or one that is not gzip", "a whole gzip file"]]);
});

test("readTable() names the line that is not UTF-8", async () => {
  const latin1 = Buffer.from("code,name,division\nA,Alpha,X\nB,Friesl\xe2n,X\n", "latin1");
  const { wrong, whole } = await read(latin1);
  expect(whole).toBe(false);
  expect(wrong).toEqual([[3, "B,Friesl\ufffdn,X", "text in UTF-8"]]);
});

test("readTable() refuses UTF-16, which spreadsheets write too", async () => {
  const { wrong } = await read(Buffer.from("\ufeffcode,name,division\n", "utf16le"));
  expect(wrong).toHaveLength(1);
  expect(wrong[0][2]).toBe("text in UTF-8");
});

test("readTable() refuses an unknown column with the list of known ones", async () => {
  const { wrong } = await read("code,name,division,size\nA,Alpha,X,1\n");
  expect(wrong).toEqual([[1, "size", "one of the columns code, name, division, within"]]);
});

test("readTable() refuses a header without a required column", async () => {
  const { wrong } = await read("code,within\nA,\n");
  expect(wrong.map(([, , wanted]) => wanted)).toEqual([
    "the column name; required are code, name, division",
    "the column division; required are code, name, division",
  ]);
});

test("readTable() refuses a column that comes twice", async () => {
  const { wrong } = await read("code,name,division,name\n");
  expect(wrong).toEqual([[1, "name", "each column once"]]);
});

test("readTable() says so when columns are separated by semicolons", async () => {
  const { wrong } = await read("code;name;division\nA;Alpha;X\n");
  expect(wrong).toEqual([[1, "code;name;division", "columns separated by commas"]]);
});

test("readTable() refuses an empty file, also one that is a mark alone", async () => {
  for (const text of ["", "\ufeff", "\n\n"]) {
    const { wrong } = await read(text);
    expect(wrong).toEqual([[1, "", "a header row with code, name, division"]]);
  }
});

test("readTable() takes a header without rows", async () => {
  expect(await read("code,name,division")).toEqual({ rows: [], whole: true, wrong: [] });
});

test("readTable() tells rows with more or fewer cells than the header and reads on", async () => {
  const { rows, wrong } = await read("code,name,division\nA,Alpha\nB,Beta,X,Y\nC,Gamma,X\n");
  expect(rows).toEqual([[4, "Gamma"]]);
  expect(wrong).toEqual([
    [2, "2 cells", "3, as many as the header has"],
    [3, "4 cells", "3, as many as the header has"],
  ]);
});

test("readTable() stops at a quote that is out of place, keeping the rows before it", async () => {
  for (const [text, value] of [
    ['code,name,division\nA,Alpha,X\nB,"Be"ta,X\n', "a quote where none may be"],
    ['code,name,division\nA,Alpha,X\nB,Be"ta,X\n', "a quote where none may be"],
    ['code,name,division\nA,Alpha,X\nB,"Beta,X\nC,Gamma,X\n', "a quote that is never closed"],
  ]) {
    const { rows, wrong, whole } = await read(text);
    expect(rows).toEqual([[2, "Alpha"]]);
    expect(whole).toBe(false);
    expect(wrong).toEqual([[3, value, "cells quoted as RFC 4180 says; nothing after this was read"]]);
  }
});

test("readTable() refuses a row that no partnership could fill", async () => {
  const { wrong } = await read(`code,name,division\nA,${"x".repeat(5_000_000)},X\n`);
  expect(wrong.map(([line, value]) => [line, value])).toEqual([[2, "a row of more than 4194304 characters"]]);
});
