import { trustPinsAudienceAndSubject } from "../../../../policies/rules/aws/trust-pins-audience-and-subject";
import { testRule } from "../../support/case-table";

testRule(trustPinsAudienceAndSubject);
