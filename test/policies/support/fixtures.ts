import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Stacks of the constructs of this project, and the plans that Terraform 1.11.4 with the AWS provider 5.100.0 made of them:
 * `aws-eu` with geographic profiles and a boundary, `aws-us` with application profiles over global ones.
 */
export const fixtureText = (name: `aws-${"eu" | "us"}.${"tf" | "plan"}.json`): string =>
  readFileSync(join(__dirname, "..", "fixtures", name), "utf8");
