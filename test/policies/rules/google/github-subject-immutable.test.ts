import { googleGithubSubjectImmutable } from "../../../../policies/rules/google/github-subject-immutable";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(googleGithubSubjectImmutable);
testMutations(googleGithubSubjectImmutable);
