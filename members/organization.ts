/** Somebody who is in an organization. */
export interface Member {
  /** `user_...` */
  readonly id: string;
  readonly email: string;
  /** As the API calls it; more than this project knows is possible. */
  readonly role: string;
}

/** An invite of an organization, whatever became of it. */
export interface Invite {
  /** `invite_...` */
  readonly id: string;
  readonly email: string;
  readonly role: string;
  /** `pending`, `accepted`, `expired` or `deleted`. */
  readonly status: string;
}

/** Who is in an organization, and who is invited. */
export interface Organization {
  readonly members: readonly Member[];
  readonly invites: readonly Invite[];
}
