import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import graphqlPlugin from "@graphql-eslint/eslint-plugin";
import { ESLint, type Linter } from "eslint";
import { Kind, parse } from "graphql";

/** What a rule says, and of which definition of the schema. */
export interface SchemaComplaint {
  readonly rule: string;
  readonly definition: string;
  readonly message: string;
}

const rulesFor = (sdl: string): Linter.RulesRecord => ({
  ...rulesOf("flat/schema-recommended"),
  ...rulesOf("flat/schema-relay"),
  // Not types and root fields alone: whatever a client can see.
  "@graphql-eslint/require-description": [
    "error",
    {
      types: true,
      rootField: true,
      DirectiveDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
    },
  ],
  "@graphql-eslint/strict-id-in-types": [
    "error",
    {
      acceptedIdNames: ["id"],
      acceptedIdTypes: ["ID"],
      // Values, parts and pages belong to what refers to them.
      exceptions: { types: typesWithoutNode(sdl), suffixes: ["Connection", "Edge", "Payload"] },
    },
  ],
  // Lists that are read to their end at once (kinds, parties, steps) are no connections.
  "@graphql-eslint/relay-edge-types": [
    "error",
    { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
  ],
  // Short or ranked lists are paged forwards only.
  "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
  "@graphql-eslint/input-name": ["error", { checkInputType: false, caseSensitiveInputType: false }],
  "@graphql-eslint/no-scalar-result-type-on-mutation": "error",
});

/** Reads a schema by graphql-eslint's recommended rules and those on Relay, as its command line would. */
export async function lintSchema(sdl: string): Promise<SchemaComplaint[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "schakel-schema-")));
  try {
    const file = join(folder, "schema.graphql");
    await writeFile(file, sdl);
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ["**/*.graphql"],
          plugins: { "@graphql-eslint": graphqlPlugin as never },
          languageOptions: {
            parser: graphqlPlugin.parser,
            parserOptions: { graphQLConfig: { schema: file } },
          },
          rules: rulesFor(sdl),
        },
      ],
    });
    const [{ messages }] = await eslint.lintFiles([file]);
    return messages.map(({ ruleId, message, line }) => ({
      rule: String(ruleId).replace("@graphql-eslint/", ""),
      definition: definitionAt(sdl, line),
      message,
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rulesOf(name: "flat/schema-recommended" | "flat/schema-relay"): Linter.RulesRecord {
  return graphqlPlugin.configs[name].rules as Linter.RulesRecord;
}

/** The object types that are no Node: `node` does not fetch them again. */
function typesWithoutNode(sdl: string): string[] {
  return parse(sdl)
    .definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter(({ interfaces }) => !interfaces?.some(({ name }) => name.value === "Node"))
    .map(({ name }) => name.value);
}

/** The name of the definition that a line lies in. */
function definitionAt(sdl: string, line: number): string {
  const definition = parse(sdl).definitions.findLast(({ loc }) => loc!.startToken.line <= line);
  return definition !== undefined && "name" in definition ? (definition.name?.value ?? "") : "";
}
