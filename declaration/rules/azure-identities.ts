import { AZURE_LIMITS } from "../../catalog/azure-permissions";
import { ciIssuer, ciSubject } from "../../catalog/pipeline/ci-source";
import { azurePlacesOf } from "../entries";
import type { Ci, People, Team } from "../schema";
import { valueFor } from "../value-for";
import type { Rule, RuleContext } from "./rule-context";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const checkPeople = (context: RuleContext, team: string, entryName: string, people: People): void => {
  const group = valueFor(entryName, people.group) ?? valueFor(entryName, people.groupId);
  const path = `teams.${team}.people`;
  if (group === undefined && people.subjects === undefined) {
    context.report(
      "people",
      path,
      `names no group for ${entryName}; write group (object id or display name), or subjects for single people`,
    );
  }
  (people.subjects ?? []).forEach((subject, index) => {
    const at = `${path}.subjects[${index}]`;
    if (GUID.test(subject)) {
      context.note(
        "single-user",
        at,
        `grants "${subject}" by itself, and keeps doing so when the person leaves the team; a group is better`,
        subject,
      );
    } else {
      context.report("azure-user", at, `"${subject}" is no object id of a user, which ${entryName} needs`, subject);
    }
  });
};

/** Whether a pipeline says what its subject is made of; where it does not, `pipelines` says so. */
const hasSubject = (ci: Ci): boolean => {
  if ("oidc" in ci) return true;
  const { branch, tag } = "github" in ci ? ci.github : ci.gitlab;
  if (branch !== undefined || tag !== undefined) return true;
  return "github" in ci && (ci.github.subject !== undefined || ci.github.environment !== undefined);
};

const checkTexts = ({ report }: RuleContext, path: string, texts: Readonly<Record<string, string>>): void => {
  const { federatedText, source } = AZURE_LIMITS;
  for (const [what, value] of Object.entries(texts)) {
    if (value.length <= federatedText.value) continue;
    report(
      "federated-text",
      path,
      `has ${what} of ${value.length} characters, and Entra takes at most ${federatedText.value} (${source}); pin a shorter one`,
    );
  }
};

const checkFederated = (context: RuleContext, team: string, { ci = {}, workloads = {} }: Team): void => {
  for (const [name, pipeline] of Object.entries(ci)) {
    if (!hasSubject(pipeline)) continue;
    const texts = { "an issuer": ciIssuer(pipeline), "a subject": ciSubject(pipeline) };
    checkTexts(context, `teams.${team}.ci.${name}`, texts);
  }
  for (const [name, workload] of Object.entries(workloads)) {
    if (!("aks" in workload)) continue;
    const { issuer, namespace, serviceAccount } = workload.aks;
    const texts = { "an issuer": issuer, "a subject": `system:serviceaccount:${namespace}:${serviceAccount}` };
    checkTexts(context, `teams.${team}.workloads.${name}.aks`, texts);
  }
};

/** People, pipelines and workloads are what Entra can know. */
export const azureIdentities: Rule = (context) => {
  for (const [team, declared] of Object.entries(context.declaration.teams)) {
    const entries = azurePlacesOf(context.declaration, declared);
    if (entries.length === 0) continue;
    checkFederated(context, team, declared);
    if (declared.people === undefined) continue;
    for (const [entryName] of entries) checkPeople(context, team, entryName, declared.people);
  }
};
