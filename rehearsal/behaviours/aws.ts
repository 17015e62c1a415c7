import type { Behaviours } from "../plugin/behaviour";
import { awsCaller } from "./aws-caller";
import { awsPlainData } from "./aws-data";
import { awsIamResources } from "./aws-iam";
import { awsIdentityCenterData, awsIdentityCenterResources } from "./aws-identity-center";
import { awsServiceResources, bedrockProfile } from "./aws-services";

/** What the stand-in for AWS knows beyond the schema. */
export const awsBehaviours = (): Behaviours => ({
  caller: awsCaller,
  resources: { ...awsIamResources(), ...awsIdentityCenterResources(), ...awsServiceResources() },
  dataSources: { ...awsPlainData(), ...awsIdentityCenterData(), aws_bedrock_inference_profile: bedrockProfile },
});
