/**
 * @neo4j/graphql on Apollo over the database that Schakel keeps its records in: a peer to ask the same of.
 *
 * Prints `ready on URL` once it answers. The database comes from PEER_NEO4J_URL, _USER and _PASSWORD.
 */
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const typeDefs = /* GraphQL */ `
  type Organisation @node {
    id: ID!
    name: String!
    kind: String!
    partnerships: [Partnership!]! @relationship(type: "PARTY_TO", direction: OUT)
    region: [Region!]! @relationship(type: "LIES_IN", direction: OUT)
  }

  type Partnership @node {
    id: ID!
    title: String
    parties: [Organisation!]! @relationship(type: "PARTY_TO", direction: IN)
  }

  type Region @node {
    code: String!
    name: String!
    organisations: [Organisation!]! @relationship(type: "LIES_IN", direction: IN)
  }

  type Query {
    path(from: ID!, to: ID!): [Organisation!]!
      @cypher(
        statement: """
        MATCH (a:Organisation {id: $from}), (b:Organisation {id: $to})
        MATCH p = shortestPath((a)-[:PARTY_TO*..12]-(b))
        UNWIND [n IN nodes(p) WHERE n:Organisation] AS organisation
        RETURN organisation
        """
        columnName: "organisation"
      )
  }
`;

const { PEER_NEO4J_URL, PEER_NEO4J_USER, PEER_NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(PEER_NEO4J_URL, neo4j.auth.basic(PEER_NEO4J_USER, PEER_NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, persistedQueries: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: "127.0.0.1", port: 0 },
  context: async () => ({ sessionConfig: { database: "neo4j" } }),
});
console.log(`ready on ${url}`);
