import type { PolicyDocument } from "../../authorization/aws/policy-document";
import { textAt } from "../../plans/json-value";
import type { PlanView } from "../../plans/plan-view";
import { policyTextOf } from "../../plans/policy-text";
import { referenceMark } from "../../plans/reference";

/** Documents of managed policies that the plan makes, by everything that a boundary may call them: ARN, path and name, mark. */
export const boundaryDocuments = (view: PlanView): ReadonlyMap<string, PolicyDocument> => {
  const found = new Map<string, PolicyDocument>();
  for (const policy of view.ofType("aws_iam_policy")) {
    const text = policyTextOf(view, policy, "policy", policy.values.policy);
    if (text?.state !== "known" || text.reading.document === undefined) continue;
    const [name, path] = [textAt(policy.values, "name"), textAt(policy.values, "path") ?? "/"];
    const { account } = view;
    const keys = [
      textAt(policy.values, "arn"),
      referenceMark(`${policy.address}.arn`),
      ...(name === undefined ? [] : [`${path}${name}`]),
      ...(name === undefined || account === undefined ? [] : [`arn:aws:iam::${account}:policy${path}${name}`]),
    ];
    for (const key of keys) if (key !== undefined) found.set(key, text.reading.document);
  }
  return found;
};
