/** Writes the answers of the example operations beside them: `npm run examples`. */
import { writeFileSync } from "node:fs";

import { format } from "prettier";

import { openTestService } from "../support/app.js";
import { exampleOperations, examplesFolder } from "./examples.js";

for (const { name, text } of exampleOperations) {
  const service = await openTestService({ demo: true });
  const { data, errors } = await service.ask(text);
  await service.close();
  if (errors !== undefined) throw new Error(`Cannot answer "${name}": ${errors[0].message}`);
  const answer = await format(JSON.stringify({ data }), { parser: "json", printWidth: 110 });
  writeFileSync(new URL(`${name}.json`, examplesFolder), answer);
}
