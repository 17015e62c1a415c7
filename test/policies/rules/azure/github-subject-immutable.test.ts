import { azureGithubSubjectImmutable } from "../../../../policies/rules/azure/github-subject-immutable";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(azureGithubSubjectImmutable);
testMutations(azureGithubSubjectImmutable);
