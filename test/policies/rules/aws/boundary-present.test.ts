import { boundaryPresent } from "../../../../policies/rules/aws/boundary-present";
import { testRule } from "../../support/case-table";

testRule(boundaryPresent);
