/**
 * What one question may ask for, judged before anything is executed.
 *
 * Depth, aliases and root fields are counted as written, fragments included. The cost is what the
 * answer could hold at most: each object of a list costs 1 and all that is asked of it, a link of a
 * view a tenth; a page holds as many as `first` or `last` says, a list without `first` counts as 5;
 * of alternative types the dearest counts; a path is as long as `maxHops` lets it be. To that comes what
 * some fields take to compute.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from "graphql";

import { mostHops } from "../domain/path.js";
import { limits as serviceLimits } from "../service/services.js";
import { sized } from "./bounds.js";
import { refuseQuestion } from "./errors.js";

export interface QuestionLimits {
  readonly depth: number;
  /** How deep a question about the schema itself may go; GraphiQL's goes 15. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly cost: number;
}

export interface Question {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As given, not coerced: what is wrong with them is for execution to say. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Measures {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly cost: number;
}

/** What some root fields take to compute, in objects of a list. */
const ownCosts: Readonly<Record<string, number>> = {
  paths: 10,
  gaps: 100,
  neighbourhood: 1000,
  networkView: 1500,
};

/** What some fields further down take to compute. */
const fieldCosts: Readonly<Record<string, number>> = {
  "NoPath.relaxations": 50,
  "NoPath.suggestions": 50,
  "Organisation.gaps": 100,
  "Organisation.partners": 20,
  "Region.organisations": 20,
};

/** The same where nothing but how many there are is asked of them, in no order of its own. */
const countCosts: Readonly<Record<string, number>> = {
  "Region.organisations": 2,
};

/** The size that a list without a page counts as. */
const unpagedSize = 5;
/** The dearest that a page can be; one that is larger yet is refused when it is asked for. */
const largestPages: Readonly<Record<string, number>> = {
  first: serviceLimits.viewOrganisations,
  last: serviceLimits.page,
  firstLinks: serviceLimits.viewLinks,
};
const linkCost = 0.1;

/** Measures a valid question, and refuses it with BUDGET_EXCEEDED where it goes over a limit. */
export function checkLimits(question: Question, limits: QuestionLimits): Measures {
  const measures = measure(question);
  const over = (what: string, has: number, most: number, advice: string): void => {
    if (has > most)
      throw refuseQuestion(
        "BUDGET_EXCEEDED",
        `Cannot answer the question: its ${what} is ${told(has)}, at most ${told(most)} is allowed; ${advice}`,
        400,
      );
  };
  over("depth", measures.depth, limits.depth, "ask for what lies deeper in another question");
  over("depth", measures.introspectionDepth, limits.introspectionDepth, "ask for less of the schema at once");
  over("number of aliases", measures.aliases, limits.aliases, "split it, or ask for lists");
  over("number of root fields", measures.rootFields, limits.rootFields, "split it");
  over("cost", measures.cost, limits.cost, "ask for smaller pages (first) or fewer lists within lists");
  return measures;
}

function told(size: number): string {
  return size > 1e9 ? "over a billion" : sized(Math.ceil(size));
}

/** Measures a valid question. O(the document), however often its fragments are used. */
export function measure(question: Question): Measures {
  const { schema, document, operation } = question;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const root = schema.getRootType(operation.operation)!;
  const roots = rootFieldsOf(operation.selectionSet, fragments, new Set());
  const depths = depthsOf(roots, fragments);
  const pricing = new Pricing(question, fragments);
  return {
    ...depths,
    aliases:
      aliasesIn(operation.selectionSet) +
      [...fragments.values()].reduce((sum, { selectionSet }) => sum + aliasesIn(selectionSet), 0),
    rootFields: roots.length,
    cost:
      pricing.costOf(operation.selectionSet, root, noPage) +
      roots.reduce((sum, field) => sum + (ownCosts[field.name.value] ?? 0) + pricing.costOfGapIds(field), 0),
  };
}

function rootFieldsOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFieldsOf(selection.selectionSet, fragments, seen);
    // GraphQL merges what is spread twice, so it counts once.
    if (seen.has(selection.name.value)) return [];
    seen.add(selection.name.value);
    return rootFieldsOf(fragments.get(selection.name.value)!.selectionSet, fragments, seen);
  });
}

function depthsOf(
  roots: readonly FieldNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): { depth: number; introspectionDepth: number } {
  const known = new Map<SelectionSetNode, number>();
  const below = (set: SelectionSetNode | undefined): number => {
    if (set === undefined) return 0;
    let deepest = known.get(set);
    if (deepest === undefined) {
      deepest = set.selections.reduce((most, selection) => {
        if (selection.kind === Kind.FIELD) return Math.max(most, 1 + below(selection.selectionSet));
        const inside =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
        return Math.max(most, below(inside.selectionSet));
      }, 0);
      known.set(set, deepest);
    }
    return deepest;
  };
  const deepest = (fields: readonly FieldNode[]) =>
    fields.reduce((most, field) => Math.max(most, 1 + below(field.selectionSet)), 0);
  return {
    depth: deepest(roots.filter((field) => !isIntrospection(field))),
    introspectionDepth: deepest(roots.filter(isIntrospection)),
  };
}

/** Says whether a connection is asked for nothing but its count. */
function isCountOnly({ selections }: SelectionSetNode): boolean {
  return selections.every(
    (selection) =>
      selection.kind === Kind.FIELD && (selection.name.value === "totalCount" || isIntrospection(selection)),
  );
}

function isIntrospection({ name }: FieldNode): boolean {
  return name.value.startsWith("__");
}

function aliasesIn({ selections }: SelectionSetNode): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return sum;
    const own = selection.kind === Kind.FIELD && selection.alias !== undefined ? 1 : 0;
    return sum + own + (selection.selectionSet === undefined ? 0 : aliasesIn(selection.selectionSet));
  }, 0);
}

/** How many rows the field above a list was asked for. */
interface PageSize {
  readonly rows: number;
  readonly links: number;
  /** How many hops its paths may have. */
  readonly hops: number;
}

const noPage: PageSize = { rows: unpagedSize, links: unpagedSize, hops: mostHops };

class Pricing {
  readonly #question: Question;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<SelectionSetNode, Map<string, number>>();

  constructor(question: Question, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#question = question;
    this.#fragments = fragments;
  }

  /** What a selection costs for one object of a type; of an abstract type for the dearest one there may be. */
  costOf(set: SelectionSetNode, type: GraphQLCompositeType, page: PageSize): number {
    const key = `${type.name} ${page.rows} ${page.links} ${page.hops}`;
    const known = this.#known.get(set) ?? new Map<string, number>();
    this.#known.set(set, known);
    const before = known.get(key);
    if (before !== undefined) return before;
    const possible = isAbstractType(type)
      ? this.#question.schema.getPossibleTypes(type)
      : [type as GraphQLObjectType];
    const cost = Math.max(0, ...possible.map((object) => this.#costOfObject(set, object, page)));
    known.set(key, cost);
    return cost;
  }

  /** What it takes to fetch gaps again: each one's id asks the question that found it. */
  costOfGapIds(node: FieldNode): number {
    const ids = (node.arguments ?? [])
      .filter(({ name }) => name.value === "id" || name.value === "ids")
      .flatMap(({ value }) => valueFromASTUntyped(value, { ...this.#question.variables }));
    return ids.filter((id) => typeof id === "string" && id.startsWith("gap_")).length * ownCosts["gaps"];
  }

  #costOfObject(set: SelectionSetNode, object: GraphQLObjectType, page: PageSize): number {
    return set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + this.#costOfField(selection, object, page);
      const inside =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value)!;
      const { typeCondition, selectionSet } = inside;
      return this.#applies(typeCondition?.name.value, object)
        ? sum + this.costOf(selectionSet, object, page)
        : sum;
    }, 0);
  }

  #applies(condition: string | undefined, object: GraphQLObjectType): boolean {
    if (condition === undefined || condition === object.name) return true;
    const type = this.#question.schema.getType(condition);
    return isAbstractType(type) && this.#question.schema.isSubType(type, object);
  }

  #costOfField(node: FieldNode, object: GraphQLObjectType, page: PageSize): number {
    const field = object.getFields()[node.name.value] as GraphQLField<unknown, unknown> | undefined;
    // Introspection has a limit of its own.
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const own = this.#pageOf(node, field);
    const name = `${object.name}.${field.name}`;
    const isCounted = isCountOnly(node.selectionSet) && this.#valueOf(node, "orderBy") === undefined;
    const computing = isCounted ? countCosts : fieldCosts;
    const inside =
      (computing[name] ?? fieldCosts[name] ?? 0) +
      this.costOf(node.selectionSet, type, own ?? (name === "Paths.paths" ? page : noPage));
    if (!isListType(getNullableType(field.type))) return inside;
    if (type.name === "NetworkLink") return page.links * linkCost;
    const rows = own === null ? null : this.#rowsOfList(node, own);
    return (rows ?? this.#listSize(node) ?? this.#heldSize(field, object, page)) * (1 + inside);
  }

  /** Lists such as parties hold few things as a rule, whatever their `first` would allow. */
  #rowsOfList(node: FieldNode, { rows }: PageSize): number {
    return this.#valueOf(node, "first") === undefined ? Math.min(rows, unpagedSize) : rows;
  }

  /** How many rows a field is asked for; null where it has no pages. */
  #pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): PageSize | null {
    const sizes = field.args.filter(({ name }) => name in largestPages);
    if (sizes.length === 0) return null;
    const sizeOf = (wanted: string): number | null => {
      const argument = field.args.find(({ name }) => name === wanted);
      if (argument === undefined) return null;
      const given = this.#valueOf(node, wanted);
      const size = given === undefined ? argument.defaultValue : given;
      if (typeof size !== "number") return null;
      // Out of range: refused before any work is done.
      return size >= 0 && size <= largestPages[wanted] ? size : 0;
    };
    return {
      rows: sizeOf("first") ?? sizeOf("last") ?? serviceLimits.defaultPage,
      links: sizeOf("firstLinks") ?? unpagedSize,
      hops: this.#hopsOf(node, field),
    };
  }

  /** The hops that a field with pages of paths allows. */
  #hopsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const given =
      this.#valueOf(node, "maxHops") ?? field.args.find(({ name }) => name === "maxHops")?.defaultValue;
    return typeof given === "number" && given >= 0 && given <= mostHops ? given : mostHops;
  }

  /** The length of the list that a field answers one by one, such as `nodes(ids)`; null for any other field. */
  #listSize(node: FieldNode): number | null {
    for (const name of ["ids", "refs"]) {
      const list = this.#valueOf(node, name);
      if (list !== undefined) return Array.isArray(list) ? list.length : 1;
    }
    return null;
  }

  /** The rows of a page stand in the lists of the connection or view below it; the lists of a path are as long as it may be. */
  #heldSize(field: GraphQLField<unknown, unknown>, object: GraphQLObjectType, page: PageSize): number {
    if (object.name === "Path") return field.name === "organisations" ? page.hops + 1 : page.hops;
    const holdsPage = field.name === "edges" || field.name === "nodes" || object.name === "Paths";
    const isOfView = object.name === "NetworkView" && field.name === "organisations";
    return holdsPage || isOfView ? page.rows : unpagedSize;
  }

  /** The value of an argument as far as it is a number or a list; undefined where it is not given. */
  #valueOf(node: FieldNode, name: string): unknown {
    const argument = node.arguments?.find((one) => one.name.value === name);
    return argument === undefined ? undefined : this.#read(argument.value);
  }

  #read(value: ValueNode): unknown {
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.LIST) return value.values;
    if (value.kind === Kind.NULL) return null;
    if (value.kind !== Kind.VARIABLE) return "";
    const name = value.name.value;
    const given = Object.hasOwn(this.#question.variables, name) ? this.#question.variables[name] : undefined;
    if (given !== undefined) return given;
    const definition = this.#question.operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === name,
    );
    return definition?.defaultValue === undefined ? undefined : this.#read(definition.defaultValue);
  }
}
