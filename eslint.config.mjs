import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

// What prettier and the compiler say is not said again here. The walls between rooms are
// the business of test/laws, which read them from src/README.md.
export default defineConfig(
  globalIgnores(["dist/", "coverage/", "web/", "bench/peers/"]),
  {
    files: ["**/*.ts"],
    extends: [js.configs.recommended, tseslint.configs.strict, tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A field that a question leaves out and one that is null mean the same: `== null` is both.
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name" },
        { selector: "TSEnumDeclaration", message: "Write a union of texts" },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/return-await": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Off: bounds that a loop or a decoder has just shown to hold need no second check.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Off: type-graphql's resolvers and inputs are classes that hold decorators and little else.
      "@typescript-eslint/no-extraneous-class": "off",
      // Off: `type` and `interface`, and the forms of a loop, are chosen by what reads best.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/prefer-for-of": "off",
      "@typescript-eslint/array-type": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-empty-function": "off",
    },
  },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: {
      // A test says on the spot what it expects to be there, and a bench prints.
      "no-console": "off",
      "no-restricted-syntax": "off",
    },
  },
  {
    files: ["**/*.mjs"],
    extends: [js.configs.recommended],
    languageOptions: { globals: { console: "readonly", process: "readonly" } },
  },
);
