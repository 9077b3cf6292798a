/** What service cases ask, of us and of peers. */

export const empty = "{ __typename }";

export const page = `query ($region: RegionCode!) {
  organisations(where: { regions: [$region] }, first: 50) { nodes { id name kind } }
}`;

export const pageWithPartners = `query ($region: RegionCode!) {
  organisations(where: { regions: [$region] }, first: 50) {
    nodes { id name kind partners(first: 10) { nodes { id name } } }
  }
}`;

export const pageWithPartnerships = `query ($region: RegionCode!) {
  organisations(where: { regions: [$region] }, first: 50) {
    nodes { id name kind partnerships(first: 10) { nodes { id title } } }
  }
}`;

/** The worst ten of each kind, as a front end would show them first. */
export const allGaps = `query ($region: RegionCode!, $asOf: Date) {
  gaps(region: $region, asOf: $asOf, firstPerKind: 10) { totalCount nodes { id kind title score } }
}`;

export const path = `query ($from: OrganisationRef!, $to: OrganisationRef!) {
  paths(from: [$from], to: [$to], maxHops: 6) {
    ... on Paths { paths { organisations { id name } } }
    ... on NoPath { reason }
  }
}`;

export const tenPaths = `query ($from: OrganisationRef!, $to: OrganisationRef!) {
  paths(from: [$from], to: [$to], maxHops: 6, first: 10) {
    ... on Paths { paths { organisations { id name } } }
    ... on NoPath { reason }
  }
}`;

export const pathWhere = `query ($from: OrganisationRef!, $to: OrganisationRef!, $where: NetworkFilter) {
  paths(from: [$from], to: [$to], maxHops: 6, where: $where) {
    ... on Paths { paths { organisations { id name } } }
    ... on NoPath { reason }
  }
}`;

export const gaps = `query ($region: RegionCode!, $asOf: Date) {
  gaps(region: $region, asOf: $asOf, kinds: [MISSING_LINK], first: 20) { totalCount nodes { id title score } }
}`;

export const view = `query ($region: RegionCode!) {
  networkView(where: { regions: [$region] }, first: 500, firstLinks: 2000) {
    organisations { id name kind } links { fromIndex toIndex cost partnershipCount } truncated
  }
}`;

export const peerPage = `query ($region: String!) {
  organisations(where: { region: { some: { code: { eq: $region } } } }, limit: 50) { id name kind }
}`;

export const peerPageWithPartnerships = `query ($region: String!) {
  organisations(where: { region: { some: { code: { eq: $region } } } }, limit: 50) {
    id name kind partnerships(limit: 10) { id title }
  }
}`;

export const peerPath = `query ($from: ID!, $to: ID!) { path(from: $from, to: $to) { id name } }`;
