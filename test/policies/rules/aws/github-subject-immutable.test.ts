import { githubSubjectImmutable } from "../../../../policies/rules/aws/github-subject-immutable";
import { testRule } from "../../support/case-table";

testRule(githubSubjectImmutable);
