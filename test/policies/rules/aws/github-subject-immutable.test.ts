import { githubSubjectImmutable } from "../../../../policies/rules/aws/github-subject-immutable";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(githubSubjectImmutable);
testMutations(githubSubjectImmutable);
