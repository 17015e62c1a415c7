import { googleGithubSubjectImmutable } from "../../../../policies/rules/google/github-subject-immutable";
import { testRule } from "../../support/case-table";

testRule(googleGithubSubjectImmutable);
