import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
  proxyPolicy,
} from "@azure/core-rest-pipeline";
import { z } from "zod";
import type { AzureApi } from "../../catalog/azure-api";
import { ApiFailure, answeredFailure, thrownFailure } from "../api-failure";
import type { Deadline } from "../deadline";

/** Addresses of the APIs, without a path. */
export const AZURE_ENDPOINTS = { management: "https://management.azure.com" } as const;
export type AzureEndpoints = Readonly<Record<keyof typeof AZURE_ENDPOINTS, string>>;

/** Something that was read, or why it was not. */
export type Reading<T> = T | ApiFailure;

const ABSENT = new Set(["ResourceNotFound", "ResourceGroupNotFound"]);

/** Whether it is known not to be there; another 404 (an unknown subscription, an unknown API) says nothing about it. */
export const isAbsent = (reading: unknown): boolean =>
  reading instanceof ApiFailure && reading.code === 404 && ABSENT.has(reading.word ?? "");

const parsed = <T>(text: string, shape: z.ZodType<T>): T => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ApiFailure("unreadable", "the answer was not JSON");
  }
  const { data, error } = shape.safeParse(json);
  if (error === undefined) return data;
  const where = error.issues[0]?.path.join(".") || "the answer";
  throw new ApiFailure("unreadable", `the answer was not as the API's reference says (${where})`);
};

/** Azure Resource Manager as a preflight needs it: every request reads. */
export class ArmApi {
  readonly #client = createDefaultHttpClient();
  readonly #pipeline = createEmptyPipeline();

  /** @param token for Azure Resource Manager; it is sent to the endpoint's origin only */
  constructor(
    readonly endpoint: string,
    readonly token: string,
    readonly deadline: Deadline,
  ) {
    this.#pipeline.addPolicy(proxyPolicy());
  }

  /** The JSON behind a path, or why there is none. Never throws for what is answered. */
  async read<T>(path: string, { version }: AzureApi, shape: z.ZodType<T>): Promise<Reading<T>> {
    try {
      return parsed(await this.#text(`${this.endpoint}${path}?api-version=${version}`), shape);
    } catch (error) {
      return thrownFailure(error);
    }
  }

  /** All items of a list, of all pages, or why they were not all had. */
  async list<T>(path: string, { version }: AzureApi, item: z.ZodType<T>): Promise<Reading<readonly T[]>> {
    const page = z.object({ value: z.array(item), nextLink: z.string().nullish() });
    const items: T[] = [];
    const seen = new Set<string>();
    try {
      for (let next: string | undefined = `${this.endpoint}${path}?api-version=${version}`; next !== undefined; ) {
        seen.add(next);
        const read: z.infer<typeof page> = parsed(await this.#text(next), page);
        items.push(...read.value);
        next = read.nextLink ? this.#following(read.nextLink, seen) : undefined;
      }
      return items;
    } catch (error) {
      return thrownFailure(error);
    }
  }

  /** A link that leads elsewhere would take the token along; one that was read already would never end. */
  #following(link: string, seen: ReadonlySet<string>): string {
    const isHere = URL.canParse(link) && new URL(link).origin === new URL(this.endpoint).origin;
    if (!isHere) throw new ApiFailure("unreadable", "the next page of the answer lies on another server");
    if (seen.has(link)) throw new ApiFailure("unreadable", "the pages of the answer lead in a circle");
    return link;
  }

  async #text(url: string): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.deadline.bounded(this.#ask(url));
      // What is said about a request may repeat it.
      const text = (answer.bodyAsText ?? "").replaceAll(this.token, "(token)");
      if (answer.status === 200) return text;
      if (await this.deadline.waitsToAskAgain(answer.status, answer.headers.get("retry-after"), attempt)) continue;
      throw answeredFailure(answer.status, text);
    }
  }

  #ask(url: string): Promise<PipelineResponse> {
    const request = createPipelineRequest({
      url,
      abortSignal: this.deadline.signal,
      allowInsecureConnection: new URL(this.endpoint).hostname === "127.0.0.1",
      headers: createHttpHeaders({ accept: "application/json", authorization: `Bearer ${this.token}` }),
    });
    return this.#pipeline.sendRequest(this.#client, request);
  }
}
