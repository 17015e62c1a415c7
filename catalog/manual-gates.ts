import type { Source } from "./source";

/** Something that has to be done by a person, because no API or no resource of Terraform does it. */
export interface ManualGate extends Source {
  /** What is to be done, as an order. */
  readonly what: string;
  /** Who can. */
  readonly who: string;
  readonly where: string;
  readonly how: string;
}

const BEDROCK_PAGE = "https://code.claude.com/docs/en/amazon-bedrock";

/** Gates on the way to Amazon Bedrock. */
export const BEDROCK_GATES = {
  /** Once an AWS account; neither AWS provider 5.100 nor 6.25 has a resource for it. */
  useCase: {
    what: "Send Anthropic's use-case form",
    who: "an administrator with bedrock:PutUseCaseForModelAccess and aws-marketplace:Subscribe",
    where: "Amazon Bedrock console, playground, any Anthropic model",
    how: "once an account, or once for all from the management account of the AWS organization; then call each model once, which subscribes the account to it",
    source: BEDROCK_PAGE,
    date: "2026-08-22",
  },
  /** A group that does not exist makes the plan fail; an empty one lets nobody in. */
  groupMembers: {
    what: "Put the people into their groups",
    who: "the owner of the identity provider",
    where: "the directory behind the sign-in",
    how: "the group must exist before the first apply, membership is read at every sign-in",
    source: "https://docs.aws.amazon.com/singlesignon/latest/userguide/users-groups-provisioning.html",
    date: "2026-11-23",
  },
  /** The client reads files; an apply reaches no laptop. */
  deliverSettings: {
    what: "Deliver the settings",
    who: "whoever manages the machines (MDM), and the owner of each pipeline and workload",
    where: "the managed settings folder of each machine, the repository or environment of each pipeline and workload",
    how: "as the README.md beside each file says",
    source: "https://code.claude.com/docs/en/settings",
    date: "2026-08-22",
  },
} as const satisfies Record<string, ManualGate>;
