/**
 * Relay connections: pages of ordered lists with edges, nodes, a page info and a count.
 *
 * Nothing is computed that is not asked for: the count, the cursors and, where nodes have to be
 * read from the store, the nodes.
 */
import { IsInt, MaxLength } from "class-validator";
import { ArgsType, Field, Int, ObjectType } from "type-graphql";

import type { Page, PageRequest, Row } from "../domain/page.js";
import { limits } from "../service/services.js";
import { Between, sized } from "./bounds.js";
import { inTurns } from "./in-turns.js";
import { decodeCursor, encodeCursor, longestCursor } from "./cursor.js";

/** Pages forwards. */
@ArgsType()
export class ForwardPageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the beginning, or after \`after\`: 1 to ${limits.page}, ${limits.defaultPage} if absent.`,
  })
  @IsInt()
  @Between(1, limits.page)
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "A cursor of this list in this order: the page begins right after that row.",
  })
  @MaxLength(longestCursor, { message: "after must be a cursor that an earlier page gave" })
  after?: string | null;
}

/** Pages forwards and backwards. */
@ArgsType()
export class PageArguments extends ForwardPageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the end, or before \`before\`: 1 to ${limits.page}. Not together with \`first\`.`,
  })
  @IsInt()
  @Between(1, limits.page)
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "A cursor of this list in this order: the page ends right before that row.",
  })
  @MaxLength(longestCursor, { message: "before must be a cursor that an earlier page gave" })
  before?: string | null;
}

export interface First {
  readonly first: number;
}

/** Makes the arguments of a list that shows its first rows only: `first`, from 1 to `most`. */
export function firstArguments(defaultFirst: number, most: number = limits.page): new () => First {
  @ArgsType()
  class FirstArguments implements First {
    @Field(() => Int, {
      defaultValue: defaultFirst,
      description: `How many of them at most, from the beginning of the list: 1 to ${sized(most)}.`,
    })
    @Between(1, most)
    first: number;
  }
  return FirstArguments;
}

/** Turns paging arguments into the page that a use case is asked for. */
export function toPageRequest(page: ForwardPageArguments | PageArguments): PageRequest {
  const { first, after, last, before } = page as PageArguments;
  return {
    first: first ?? null,
    after: after == null ? null : decodeCursor(after, "after"),
    last: last ?? null,
    before: before == null ? null : decodeCursor(before, "before"),
  };
}

@ObjectType({ description: "Where a page lies in its list.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "More rows follow the last one of this page." })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "Rows precede the first one of this page." })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the page's first row; null where the page is empty.",
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the page's last row; null where the page is empty.",
  })
  endCursor: string | null;
}

/** One row of a connection. */
export interface Edge<Node> {
  readonly node: Node;
  cursor(): string;
}

type InTurns<Item> = readonly (Item | Promise<Item>)[];

/** What the fields of a connection are resolved from; GraphQL calls the functions that are asked for. */
export interface Connection<Node, E extends Edge<Node>> {
  edges(): InTurns<E> | Promise<InTurns<E>>;
  nodes(): InTurns<Node> | Promise<InTurns<Node>>;
  pageInfo(): PageInfo;
  totalCount(): number;
}

/** Presents a page whose nodes are made at once from its items. `more` adds what an edge carries besides its node. */
export function toConnection<Item, Node, More extends object = object>(
  page: Page<Item>,
  toNode: (item: Item) => Node,
  more?: (item: Item) => More,
): Connection<Node, Edge<Node> & More> {
  return {
    edges: () =>
      inTurns(
        page.rows.map(
          (row) =>
            ({
              ...more?.(row.item),
              node: toNode(row.item),
              cursor: () => encodeCursor(row.keyset),
            }) as Edge<Node> & More,
        ),
      ),
    nodes: () => inTurns(page.rows.map((row) => toNode(row.item))),
    ...pageFieldsOf(page),
  };
}

/**
 * Presents a page whose nodes are read from the store, in one batch, when edges or nodes are asked
 * for. A row whose record is gone by then is left out.
 */
export function toReadConnection<Item, Node>(
  page: Page<Item>,
  readNodes: (items: readonly Item[]) => Promise<readonly (Node | null)[]>,
): Connection<Node, Edge<Node>> {
  const read = async (): Promise<Edge<Node>[]> => {
    const nodes = await readNodes(page.rows.map((row) => row.item));
    return page.rows.flatMap((row, i) => {
      const node = nodes[i];
      return node === null ? [] : [{ node, cursor: () => encodeCursor(row.keyset) }];
    });
  };
  return {
    edges: async () => inTurns(await read()),
    nodes: async () => inTurns((await read()).map((edge) => edge.node)),
    ...pageFieldsOf(page),
  };
}

function pageFieldsOf<Item>(
  page: Page<Item>,
): Pick<Connection<unknown, Edge<unknown>>, "pageInfo" | "totalCount"> {
  const cursorOf = (row: Row<Item> | undefined) => (row === undefined ? null : encodeCursor(row.keyset));
  return {
    pageInfo: () => ({
      hasNextPage: page.hasNext,
      hasPreviousPage: page.hasPrevious,
      startCursor: cursorOf(page.rows[0]),
      endCursor: cursorOf(page.rows.at(-1)),
    }),
    totalCount: () => page.count(),
  };
}
