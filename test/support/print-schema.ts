/** Writes the API schema to `schema/schema.graphql`: `npm run schema`. */
import { writeFileSync } from "node:fs";

import { printApiSchema } from "../../src/graphql/schema.js";

const file = new URL("../../schema/schema.graphql", import.meta.url);
writeFileSync(file, printApiSchema());
