import { azureGithubSubjectImmutable } from "../../../../policies/rules/azure/github-subject-immutable";
import { testRule } from "../../support/case-table";

testRule(azureGithubSubjectImmutable);
