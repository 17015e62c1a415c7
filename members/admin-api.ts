import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type HttpMethods,
  type PipelineResponse,
  proxyPolicy,
} from "@azure/core-rest-pipeline";
import { z } from "zod";
import { ADMIN_API } from "../catalog/anthropic-organizations";
import { isLoopback } from "./admin-address";
import { AdminFailure, answeredFailure, thrownFailure } from "./admin-failure";
import type { Invite, Member, Organization } from "./organization";
import { LIMITS, type Limits, Patience } from "./patience";

const MEMBER = z.object({ id: z.string().min(1), email: z.string(), role: z.string() });
const INVITE = MEMBER.extend({ status: z.string() });
const NAMED = z.object({ id: z.string().min(1) });
/** An id becomes a part of a path. */
const ID = /^[\w-]{1,128}$/;
const MOST_PAGES = 1_000;
const MOST_ATTEMPTS = 6;
/** The API counts requests a minute, so that waiting helps. */
const MOST_ATTEMPTS_WHERE_BUSY = 10;

/** What a client of the Admin API needs. */
export interface AdminAccess {
  /** A key that may see and change the people of its organization; it is sent to `address` only. */
  readonly key: string;
  /** Base address without a slash at its end; default: Anthropic's. */
  readonly address?: string;
  readonly limits?: Limits;
}

interface Asked {
  readonly method: HttpMethods;
  readonly path: string;
  readonly body?: unknown;
}

const parsed = <T>(text: string, shape: z.ZodType<T>): T => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AdminFailure("lost", "the answer was not JSON");
  }
  const { data, error } = shape.safeParse(json);
  if (error === undefined) return data;
  const where = error.issues[0]?.path.join(".") || "the answer";
  throw new AdminFailure("lost", `the answer was not as the API's reference says (${where})`);
};

const segment = (id: string): string => {
  if (!ID.test(id)) throw new AdminFailure("refused", "the API gave an id that is none");
  return id;
};

/**
 * The people of an organization over Anthropic's Admin API. What reads is asked again after a broken answer; what changes
 * something is asked again only where the API says that it did nothing (429). Every method throws `AdminFailure`.
 */
export class AdminApi {
  readonly #client = createDefaultHttpClient();
  readonly #pipeline = createEmptyPipeline();
  readonly #patience: Patience;
  readonly #address: string;
  readonly #key: string;

  constructor({ key, address = ADMIN_API.address, limits = LIMITS }: AdminAccess) {
    // What lies on this machine is not asked for through a proxy, which would see the key.
    if (!isLoopback(address)) this.#pipeline.addPolicy(proxyPolicy());
    this.#patience = new Patience(limits);
    this.#address = address;
    this.#key = key;
  }

  /** Id of the organization that the key belongs to. */
  async organizationId(): Promise<string> {
    return (await this.#read("/me", NAMED)).id;
  }

  /** Everybody who is there, and every invite. Invites come first, so that who accepts meanwhile is seen twice, not never. */
  async organization(): Promise<Organization> {
    const invites: Invite[] = await this.#list("/invites", INVITE);
    const members: Member[] = await this.#list("/users", MEMBER);
    return { members, invites };
  }

  /** Sends an invite by e-mail. */
  async invite(email: string, role: string): Promise<void> {
    await this.#change({ method: "POST", path: "/invites", body: { email, role } });
  }

  /** Withdraws a pending invite. */
  async withdraw({ id }: Invite): Promise<void> {
    await this.#change({ method: "DELETE", path: `/invites/${segment(id)}` });
  }

  /** Gives a member another role. */
  async changeRole({ id }: Member, role: string): Promise<void> {
    await this.#change({ method: "POST", path: `/users/${segment(id)}`, body: { role } });
  }

  /** Takes a member out of the organization, for good. */
  async remove({ id }: Member): Promise<void> {
    await this.#change({ method: "DELETE", path: `/users/${segment(id)}` });
  }

  async #list<T extends { readonly id: string }>(path: string, item: z.ZodType<T>): Promise<T[]> {
    const shape = z.object({ data: z.array(item), has_more: z.boolean(), last_id: z.string().nullish() });
    const found = new Map<string, T>();
    let after: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const query = after === undefined ? "" : `&after_id=${encodeURIComponent(after)}`;
      const page = await this.#read(`${path}?limit=${ADMIN_API.largestPage}${query}`, shape);
      const before = found.size;
      for (const one of page.data) found.set(one.id, one);
      if (!page.has_more) return [...found.values()];
      if (!page.last_id || found.size === before) break;
      after = page.last_id;
    }
    throw new AdminFailure("lost", "the pages of the answer do not end");
  }

  async #read<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return parsed(await this.#ask({ method: "GET", path }), shape);
      } catch (error) {
        const failure = thrownFailure(error);
        if (failure.kind !== "lost" || attempt + 1 === MOST_ATTEMPTS) throw failure;
        if (!(await this.#patience.waits(undefined, attempt))) throw failure;
      }
    }
  }

  /** Every change is answered with the id of what was changed; a page of some proxy is no answer. */
  async #change(asked: Asked): Promise<void> {
    parsed(await this.#ask(asked), NAMED);
  }

  async #ask(asked: Asked): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#patience.bounded((signal) => this.#send(asked, signal)).catch(rethrown);
      // What is said about a request may repeat it.
      const text = (answer.bodyAsText ?? "").replaceAll(this.#key, "(key)");
      if (answer.status >= 200 && answer.status < 300) return text;
      const failure = answeredFailure(answer.status, text);
      if (failure.kind !== "busy" || attempt + 1 === MOST_ATTEMPTS_WHERE_BUSY) throw failure;
      if (!(await this.#patience.waits(answer.headers.get("retry-after"), attempt))) throw failure;
    }
  }

  #send({ method, path, body }: Asked, abortSignal: AbortSignal): Promise<PipelineResponse> {
    const headers = { accept: "application/json", "anthropic-version": ADMIN_API.version, "x-api-key": this.#key };
    const request = createPipelineRequest({
      url: `${this.#address}${path}`,
      method,
      abortSignal,
      allowInsecureConnection: isLoopback(this.#address),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: createHttpHeaders(body === undefined ? headers : { ...headers, "content-type": "application/json" }),
    });
    return this.#pipeline.sendRequest(this.#client, request);
  }
}

const rethrown = (error: unknown): never => {
  throw thrownFailure(error);
};
