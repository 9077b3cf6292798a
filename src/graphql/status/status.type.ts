import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "What this service is and how much it holds.", simpleResolvers: true })
export class ServiceStatus {
  @Field(() => String, { description: "The version of the service, as in its package." })
  version: string;

  @Field(() => String, { description: "The kind of store that keeps the records: sqlite or neo4j." })
  store: string;

  @Field(() => Int, {
    description: "The revision of the network: one more after each change that was committed.",
  })
  revision: number;

  @Field(() => Int, { description: "How many organisations the network holds." })
  organisations: number;

  @Field(() => Int, { description: "How many partnerships the network holds, ended ones too." })
  partnerships: number;
}
