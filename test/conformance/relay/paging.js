// Read by relay-compiler alone: what a component of Relay's would ask for. Names begin with the file's.
import { graphql } from "relay-runtime";

export const organisationsQuery = graphql`
  query pagingOrganisationsQuery($first: Int!, $where: OrganisationFilter) {
    ...paging_organisations @arguments(first: $first, where: $where)
  }
`;

export const organisations = graphql`
  fragment paging_organisations on Query
  @argumentDefinitions(
    first: { type: "Int", defaultValue: 10 }
    after: { type: "String" }
    where: { type: "OrganisationFilter" }
  )
  @refetchable(queryName: "pagingOrganisationsPageQuery") {
    organisations(first: $first, after: $after, where: $where)
      @connection(key: "paging_organisations", filters: ["where"]) {
      edges {
        node {
          id
          ...paging_organisation
        }
      }
    }
  }
`;

export const organisationQuery = graphql`
  query pagingOrganisationQuery($ref: OrganisationRef!) {
    organisation(ref: $ref) {
      ...paging_organisation
      ...paging_partners
      ...paging_partnerships
    }
  }
`;

export const organisation = graphql`
  fragment paging_organisation on Organisation @refetchable(queryName: "pagingOrganisationRefetchQuery") {
    id
    name
    kind
    region {
      id
      name
    }
  }
`;

export const partners = graphql`
  fragment paging_partners on Organisation
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 2 }
    cursor: { type: "String" }
    where: { type: "NetworkFilter" }
  )
  @refetchable(queryName: "pagingPartnersPageQuery") {
    partners(first: $count, after: $cursor, where: $where)
      @connection(key: "paging_partners", filters: ["where"]) {
      edges {
        partnershipCount
        node {
          id
          name
        }
      }
    }
  }
`;

export const partnerships = graphql`
  fragment paging_partnerships on Organisation
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "pagingPartnershipsPageQuery") {
    partnerships(last: $count, before: $cursor) @connection(key: "paging_partnerships") {
      edges {
        node {
          id
          title
        }
      }
    }
  }
`;

export const gapsQuery = graphql`
  query pagingGapsQuery($region: RegionCode!, $asOf: Date, $where: NetworkFilter) {
    ...paging_gaps @arguments(region: $region, asOf: $asOf, where: $where)
  }
`;

export const gaps = graphql`
  fragment paging_gaps on Query
  @argumentDefinitions(
    region: { type: "RegionCode!" }
    asOf: { type: "Date" }
    where: { type: "NetworkFilter" }
    first: { type: "Int", defaultValue: 20 }
    after: { type: "String" }
  )
  @refetchable(queryName: "pagingGapsPageQuery") {
    gaps(region: $region, asOf: $asOf, where: $where, first: $first, after: $after)
      @connection(key: "paging_gaps", filters: ["region", "asOf", "where"]) {
      edges {
        node {
          id
          ...paging_gap
        }
      }
    }
  }
`;

export const gap = graphql`
  fragment paging_gap on Gap @refetchable(queryName: "pagingGapRefetchQuery") {
    id
    gapKind: kind
    score
    gapTitle: title(language: EN)
    organisations(first: 2) {
      id
      name
    }
  }
`;

export const nodeQuery = graphql`
  query pagingNodeQuery($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Partnership {
        title
      }
      ...paging_organisation @alias(as: "organisation")
      ...paging_region @alias(as: "region")
      ...paging_gap @alias(as: "gap")
    }
  }
`;

export const region = graphql`
  fragment paging_region on Region
  @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" })
  @refetchable(queryName: "pagingRegionPageQuery") {
    name
    contains(first: $count, after: $cursor) @connection(key: "paging_contains") {
      edges {
        node {
          id
          code
        }
      }
    }
  }
`;
