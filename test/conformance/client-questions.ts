/** What both clients with documents ask: the same questions, so that their caches are compared with one another. */
import { gql } from "@urql/core";

export const organisationsPage = gql`
  query OrganisationsPage($first: Int!, $after: String) {
    organisations(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          name
          kind
          region {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const partnersPage = gql`
  query PartnersPage($ref: OrganisationRef!, $first: Int!, $after: String, $where: NetworkFilter) {
    organisation(ref: $ref) {
      id
      partners(first: $first, after: $after, where: $where) {
        edges {
          cursor
          partnershipCount
          node {
            id
            name
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

export const gapsPage = gql`
  query GapsPage($region: RegionCode!, $asOf: Date, $where: NetworkFilter, $first: Int!, $after: String) {
    gaps(region: $region, asOf: $asOf, where: $where, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          gapKind: kind
          score
          organisations(first: 2) {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const nodeById = gql`
  query NodeById($id: ID!) {
    node(id: $id) {
      id
      ... on Organisation {
        name
      }
      ... on Partnership {
        partnershipTitle: title
      }
      ... on Gap {
        score
      }
    }
  }
`;

export const rename = gql`
  mutation Rename($input: RecordOrganisationInput!) {
    recordOrganisation(input: $input) {
      revision
      organisation {
        id
        name
        revision
      }
    }
  }
`;

export interface Connection<Node, More = unknown> {
  readonly edges: readonly ({ readonly node: Node } & More)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Named {
  readonly id: string;
  readonly name: string;
}
