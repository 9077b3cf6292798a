/**
 * An undirected network made from hyperedges, in memory, that can be changed: what every search reads.
 *
 * Nodes are numbered 0 to `nodeCount` − 1, hyperedges 0 to `hyperedgeCount` − 1 in the order they came;
 * the number of a removed one is not given again. A hyperedge without leads makes one link for each pair
 * of its members, one with leads a link from each lead to every other member. Links of several hyperedges
 * between the same two nodes run in parallel.
 */
import { GrowingColumns } from "./growing-columns.js";
import { atOnce, type InSteps, together } from "./in-steps.js";
import { type ArcColumns, ArcRows, grown, type MembershipColumns, MembershipRows } from "./rows.js";
import { kindOfWord, openSince, openUntil, packWord, strengthOfWord } from "./word.js";

/** A group of nodes that are linked for one reason. */
export interface Hyperedge {
  /** Each node once, two or more. */
  readonly members: Int32Array;
  /** By member: 1 where it is linked to every other member; pairs of 0s are not linked. `null` links every pair. */
  readonly leads: Uint8Array | null;
  /** 0 to 31. */
  readonly kind: number;
  /** The first day number on which it holds; −2147483648 where it is open. */
  readonly since: number;
  /** The first day number on which it no longer holds; 2147483647 where it is open. */
  readonly until: number;
  /** 1 to 5. */
  readonly strength: number;
  /** Of a hop over it: 1 to 127. */
  readonly cost: number;
}

/** What a projection tells of hyperedges. */
export interface HyperedgeColumns {
  readonly kinds: Uint8Array;
  readonly sinces: Int32Array;
  readonly untils: Int32Array;
  readonly costs: Uint8Array;
  readonly present: Uint8Array;
  readonly memberStarts: Int32Array;
  readonly members: Int32Array;
}

/** All that a projection consists of: plain numbers, maps and columns, as a message between threads may be. */
export interface ProjectionColumns extends HyperedgeColumns {
  readonly arcs: ArcColumns;
  readonly memberships: MembershipColumns;
  readonly leads: ReadonlyMap<number, Uint8Array>;
  readonly partnerCounts: Int32Array;
  readonly parents: Int32Array;
  readonly kindsSeen: number;
  readonly leastStrength: number;
  readonly latestSince: number;
  readonly earliestUntil: number;
}

export class Projection {
  nodeCount: number;
  /** Numbers ever given, removed ones included. */
  hyperedgeCount = 0;

  /** Borrowed by the searches. */
  readonly arcs: ArcRows;
  readonly memberships: MembershipRows;
  /** Of each hyperedge: the days of which its arcs' words have only the months. */
  sinces: Int32Array = new Int32Array(0);
  untils: Int32Array = new Int32Array(0);
  /** Distinct nodes that each node is linked to. */
  partnerCounts: Int32Array;

  /** The kinds there have been; the least strength; the latest since that is not open; the earliest such until. */
  kindsSeen = 0;
  leastStrength = 7;
  latestSince = openSince;
  earliestUntil = openUntil;

  /** Of each hyperedge: kind and strength as the lowest byte of a word has them. */
  private kinds: Uint8Array = new Uint8Array(0);
  private costs: Uint8Array = new Uint8Array(0);
  private present: Uint8Array = new Uint8Array(0);
  /** The members of hyperedge `h` are `members[memberStarts[h]]` up to, not including, `members[memberStarts[h + 1]]`. */
  memberStarts: Int32Array = new Int32Array(0);
  members: Int32Array = new Int32Array(0);
  private readonly ofHyperedges: GrowingColumns;
  private readonly ofMembers: GrowingColumns;
  private leads = new Map<number, Uint8Array>();
  /** A forest: each node points to a lower one of its component, the lowest to itself. */
  private parents: Int32Array;
  private hasStaleComponents = false;
  /** The far ends of one row's new arcs. */
  private farEnds = new Int32Array(64);

  /** Makes the network of some hyperedges. O(nodes + arcs): rows come out sorted because far ends are visited in order. */
  static build(nodeCount: number, hyperedges: readonly Hyperedge[]): Projection {
    return atOnce(Projection.buildSteps(nodeCount, hyperedges));
  }

  /** The same in steps that take a few milliseconds each at most. */
  static *buildSteps(nodeCount: number, hyperedges: readonly Hyperedge[]): InSteps<Projection> {
    const memberCounts = new Int32Array(nodeCount);
    const arcCounts = new Int32Array(nodeCount);
    for (const { members, leads } of hyperedges) {
      const leadCount = leads === null ? members.length : countOnes(leads);
      for (let i = 0; i < members.length; i++) {
        memberCounts[members[i]]++;
        arcCounts[members[i]] += leads === null || leads[i] === 1 ? members.length - 1 : leadCount;
      }
    }

    const projection = new Projection(
      nodeCount,
      hyperedges.length,
      memberCounts.reduce((a, b) => a + b, 0),
      new ArcRows(arcCounts),
      new MembershipRows(memberCounts),
    );
    yield;
    const words = new Int32Array(hyperedges.length);
    for (let i = 0; i < hyperedges.length; i++) {
      words[i] = projection.store(hyperedges[i]);
      if (i % 4096 === 0) yield;
    }
    const latest = new Int32Array(nodeCount).fill(-1);
    const leading = new Map<number, Int32Array>();
    for (const [hyperedge, leads] of projection.leads)
      leading.set(hyperedge, leadingOf(projection.membersOf(hyperedge), leads));
    for (let target = 0; target < nodeCount; target += 16) {
      yield;
      projection.fillRows(target, Math.min(target + 16, nodeCount), words, leading, latest);
    }
    yield;
    projection.findComponents();
    return projection;
  }

  /** Reads a projection where its columns lie, on whatever thread: it answers everything and may not be changed. O(1). */
  static fromColumns(columns: ProjectionColumns): Projection {
    const arcs = ArcRows.fromColumns(columns.arcs);
    const projection = new Projection(0, 0, 0, arcs, MembershipRows.fromColumns(columns.memberships));
    projection.nodeCount = columns.parents.length;
    projection.hyperedgeCount = columns.kinds.length;
    projection.kinds = columns.kinds;
    projection.sinces = columns.sinces;
    projection.untils = columns.untils;
    projection.costs = columns.costs;
    projection.present = columns.present;
    projection.memberStarts = columns.memberStarts;
    projection.members = columns.members;
    projection.leads = new Map(columns.leads);
    projection.partnerCounts = columns.partnerCounts;
    projection.parents = columns.parents;
    projection.kindsSeen = columns.kindsSeen;
    projection.leastStrength = columns.leastStrength;
    projection.latestSince = columns.latestSince;
    projection.earliestUntil = columns.earliestUntil;
    return projection;
  }

  /** `hyperedgeCount` and `memberCount` say how many there will be soon. */
  private constructor(
    nodeCount: number,
    hyperedgeCount: number,
    memberCount: number,
    arcs: ArcRows,
    memberships: MembershipRows,
  ) {
    this.nodeCount = nodeCount;
    this.arcs = arcs;
    this.memberships = memberships;
    this.partnerCounts = new Int32Array(nodeCount);
    this.parents = Int32Array.from({ length: nodeCount }, (_, node) => node);

    this.ofHyperedges = GrowingColumns.make(
      [Int32Array, Int32Array, Int32Array, Uint8Array, Uint8Array, Uint8Array],
      hyperedgeCount + 1,
      ([memberStarts, sinces, untils, kinds, costs, present]) => {
        this.memberStarts = memberStarts;
        this.sinces = sinces;
        this.untils = untils;
        this.kinds = kinds;
        this.costs = costs;
        this.present = present;
      },
    );
    this.ofHyperedges.take(1);
    this.ofMembers = GrowingColumns.make([Int32Array], memberCount, ([members]) => {
      this.members = members;
    });
  }

  /** Its columns as they lie. Borrowed until the next change. O(nodes), O(nodes + memberships) the first time after removals. */
  columns(): ProjectionColumns {
    // A reader on another thread shall find the components settled.
    if (this.hasStaleComponents) this.findComponents();
    for (let node = 0; node < this.nodeCount; node++) this.parents[node] = this.rootOf(node);
    const { nodeCount, hyperedgeCount } = this;
    return {
      arcs: this.arcs.columns(),
      memberships: this.memberships.columns(),
      kinds: this.kinds.subarray(0, hyperedgeCount),
      sinces: this.sinces.subarray(0, hyperedgeCount),
      untils: this.untils.subarray(0, hyperedgeCount),
      costs: this.costs.subarray(0, hyperedgeCount),
      present: this.present.subarray(0, hyperedgeCount),
      memberStarts: this.memberStarts.subarray(0, hyperedgeCount + 1),
      members: this.members.subarray(0, this.memberStarts[hyperedgeCount]),
      leads: this.leads,
      partnerCounts: this.partnerCounts.subarray(0, nodeCount),
      parents: this.parents.subarray(0, nodeCount),
      kindsSeen: this.kindsSeen,
      leastStrength: this.leastStrength,
      latestSince: this.latestSince,
      earliestUntil: this.earliestUntil,
    };
  }

  /** Copies what is told of hyperedges into shared memory, `count` of them a step; it is that of the moment of the first step. */
  *copySteps(count: number): InSteps<HyperedgeColumns> {
    const { hyperedgeCount } = this;
    const memberCount = this.memberStarts[hyperedgeCount];
    const [columns, [members]] = yield* together([
      this.ofHyperedges.copySteps(count),
      this.ofMembers.copySteps(count),
    ]);
    const [memberStarts, sinces, untils, ...bytes] = columns as readonly Int32Array[];
    const [kinds, costs, present] = bytes as readonly (Int32Array | Uint8Array)[] as readonly Uint8Array[];
    return {
      memberStarts: memberStarts.subarray(0, hyperedgeCount + 1),
      sinces: sinces.subarray(0, hyperedgeCount),
      untils: untils.subarray(0, hyperedgeCount),
      kinds: kinds.subarray(0, hyperedgeCount),
      costs: costs.subarray(0, hyperedgeCount),
      present: present.subarray(0, hyperedgeCount),
      members: (members as Int32Array).subarray(0, memberCount),
    };
  }

  /** Adds a node without links and returns its number. */
  addNode(): number {
    const node = this.nodeCount++;
    this.arcs.addRow();
    this.memberships.addRow();
    if (node === this.parents.length) {
      this.parents = grown(this.parents, node + (node >> 3) + 64);
      this.partnerCounts = grown(this.partnerCounts, this.parents.length);
    }
    this.parents[node] = node;
    return node;
  }

  /** Adds a hyperedge and returns its number. O(links × log row), and one move of each member's row. */
  addHyperedge(hyperedge: Hyperedge): number {
    const number = this.hyperedgeCount;
    const word = this.store(hyperedge);
    const { members, leads } = hyperedge;
    const all = members.slice().sort();
    const leading = leads === null ? all : leadingOf(members, leads);
    for (let i = 0; i < members.length; i++) {
      const node = members[i];
      const count = this.farEndsInto(leads === null || leads[i] === 1 ? all : leading, node);
      this.partnerCounts[node] += this.arcs.insert(node, this.farEnds, count, number, word, hyperedge.cost);
    }
    this.join(number);
    return number;
  }

  /** Removes a hyperedge with all its links; its number stays empty. Cost as for adding it. */
  removeHyperedge(hyperedge: number): void {
    if (!this.isPresent(hyperedge)) return;
    const members = this.membersOf(hyperedge);
    const leads = this.leadsOf(hyperedge);
    const all = members.slice().sort();
    const leading = leads === null ? all : leadingOf(members, leads);
    for (let i = 0; i < members.length; i++) {
      const node = members[i];
      const count = this.farEndsInto(leads === null || leads[i] === 1 ? all : leading, node);
      this.partnerCounts[node] -= this.arcs.remove(node, this.farEnds, count, hyperedge);
      this.memberships.remove(node, hyperedge);
    }
    this.ofHyperedges.guard(hyperedge, hyperedge + 1);
    this.present[hyperedge] = 0;
    this.ofHyperedges.settle(hyperedge, hyperedge + 1);
    this.leads.delete(hyperedge);
    this.hasStaleComponents = true;
  }

  isPresent(hyperedge: number): boolean {
    return this.present[hyperedge] === 1;
  }

  /** The members of a hyperedge as they were told; none once it is removed. Borrowed. */
  membersOf(hyperedge: number): Int32Array {
    const start = this.memberStarts[hyperedge];
    return this.members.subarray(start, this.isPresent(hyperedge) ? this.memberStarts[hyperedge + 1] : start);
  }

  /** The hyperedges a node is a member of, ascending, linked to all, some or none of the others. Borrowed until the next change. */
  hyperedgesOf(node: number): Int32Array {
    const { starts, ends, hyperedges } = this.memberships;
    return hyperedges.subarray(starts[node], ends[node]);
  }

  sinceOf(hyperedge: number): number {
    return this.sinces[hyperedge];
  }

  untilOf(hyperedge: number): number {
    return this.untils[hyperedge];
  }

  kindOf(hyperedge: number): number {
    return kindOfWord(this.kinds[hyperedge]);
  }

  strengthOf(hyperedge: number): number {
    return strengthOfWord(this.kinds[hyperedge]);
  }

  costOf(hyperedge: number): number {
    return this.costs[hyperedge];
  }

  /** Nodes and memberships, those of removed hyperedges included: what it takes to go through all of it. */
  get size(): number {
    return this.nodeCount + this.memberStarts[this.hyperedgeCount];
  }

  /** Says whether any hyperedge has leads. */
  get hasLeads(): boolean {
    return this.leads.size > 0;
  }

  /** Which members are leads, by member; `null` where every pair is linked. */
  leadsOf(hyperedge: number): Uint8Array | null {
    return this.leads.get(hyperedge) ?? null;
  }

  /** Distinct nodes that a node is linked to. */
  partnerCountOf(node: number): number {
    return this.partnerCounts[node];
  }

  /**
   * The component of a node: the lowest node of it. O(1) amortised; the first time after removals
   * O(nodes + memberships).
   */
  componentOf(node: number): number {
    if (this.hasStaleComponents) this.findComponents();
    return this.rootOf(node);
  }

  /** Says whether two nodes may have a path: never no where they have one, rarely yes where they have none. O(1). */
  mayConnect(a: number, b: number): boolean {
    // Removals only ever split components, so components that differ here differ for certain.
    return this.rootOf(a) === this.rootOf(b);
  }

  /** Writes down a hyperedge and its memberships, and returns its word; its arcs are the caller's business. */
  private store({ members, leads, kind, since, until, strength, cost }: Hyperedge): number {
    const word = packWord(kind, strength, since, until);
    const number = this.hyperedgeCount++;
    this.ofHyperedges.take(1);
    const start = this.ofMembers.take(members.length);
    const end = start + members.length;
    this.members.set(members, start);
    this.memberStarts[number + 1] = end;
    this.kinds[number] = word;
    this.sinces[number] = since;
    this.untils[number] = until;
    this.costs[number] = cost;
    this.present[number] = 1;
    this.ofHyperedges.settle(number, number + 2);
    this.ofMembers.settle(start, end);
    if (leads !== null) this.leads.set(number, leads);
    for (const member of members) this.memberships.append(member, number);

    this.kindsSeen |= 1 << kind;
    this.leastStrength = Math.min(this.leastStrength, strength);
    this.latestSince = Math.max(this.latestSince, since);
    this.earliestUntil = Math.min(this.earliestUntil, until);
    return word;
  }

  /**
   * Fills the rows of a fresh network, far end by far end, so that none needs sorting. `words` by hyperedge,
   * `leading` the leads of those that have some or none, `latest` by node: the far end it was given last.
   */
  private fillRows(
    first: number,
    end: number,
    words: Int32Array,
    leading: ReadonlyMap<number, Int32Array>,
    latest: Int32Array,
  ): void {
    const { arcs, memberships, members, memberStarts, costs, partnerCounts } = this;
    for (let target = first; target < end; target++) {
      const lastMembership = memberships.ends[target];
      for (let i = memberships.starts[target]; i < lastMembership; i++) {
        const hyperedge = memberships.hyperedges[i];
        const leads = leading.get(hyperedge);
        const isLed = leads !== undefined && !leads.includes(target);
        const linked = isLed ? leads : members;
        const last = isLed ? leads.length : memberStarts[hyperedge + 1];
        for (let m = isLed ? 0 : memberStarts[hyperedge]; m < last; m++) {
          const node = linked[m];
          if (node === target) continue;
          arcs.append(node, target, hyperedge, words[hyperedge], costs[hyperedge]);
          if (latest[node] !== target) partnerCounts[node]++;
          latest[node] = target;
        }
      }
    }
  }

  /** Puts some nodes, ascending, but the one given into `farEnds`, and returns how many they are. */
  private farEndsInto(nodes: Int32Array, but: number): number {
    if (nodes.length > this.farEnds.length) this.farEnds = new Int32Array(2 * nodes.length);
    let count = 0;
    for (const node of nodes) if (node !== but) this.farEnds[count++] = node;
    return count;
  }

  private findComponents(): void {
    for (let node = 0; node < this.nodeCount; node++) this.parents[node] = node;
    for (let hyperedge = 0; hyperedge < this.hyperedgeCount; hyperedge++)
      if (this.present[hyperedge] === 1) this.join(hyperedge);
    this.hasStaleComponents = false;
  }

  /** Makes one component of the nodes that a hyperedge links. */
  private join(hyperedge: number): void {
    // A single lead ties all the members together; without any, none is tied.
    const leads = this.leads.get(hyperedge);
    if (leads !== undefined && !leads.includes(1)) return;
    const { members, parents } = this;
    const start = this.memberStarts[hyperedge];
    const end = this.memberStarts[hyperedge + 1];
    let root = this.rootOf(members[start]);
    for (let m = start + 1; m < end; m++) {
      const other = this.rootOf(members[m]);
      if (other < root) parents[root] = other;
      else parents[other] = root;
      root = Math.min(root, other);
    }
  }

  private rootOf(node: number): number {
    const { parents } = this;
    // Each step halves the way for those who come after.
    while (parents[node] !== node) node = parents[node] = parents[parents[node]];
    return node;
  }
}

/** The leads among members, ascending. */
function leadingOf(members: Int32Array, leads: Uint8Array): Int32Array {
  return members.filter((_, i) => leads[i] === 1).sort();
}

function countOnes(leads: Uint8Array): number {
  let count = 0;
  for (const lead of leads) count += lead;
  return count;
}
