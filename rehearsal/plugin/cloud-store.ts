import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Values } from "./values";

const STALE_MS = 10_000;
const PATIENCE_MS = 30_000;

/** What one change may look at and do. */
export interface CloudChange {
  /** All things, by key; written when the change is done. */
  readonly things: Record<string, Values>;
  /**
   * Process that made a thing and has not said yet that Terraform took note of it, by the thing's key. When such a
   * process is gone, it was killed in the middle of an apply.
   */
  readonly unconfirmed: Record<string, number>;
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Whether a process was killed, and only its parent has not noticed yet. Linux alone tells. */
const isZombie = (pid: number): boolean => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
};

/** Whether a process of this machine lives. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
};

/** The rehearsal's cloud: one JSON file that several provider processes write, one after the other. */
export class CloudStore {
  private cached: { readonly stamp: string; readonly things: Record<string, Values> } | undefined;

  constructor(private readonly file: string) {}

  /** All things, by key; empty before the first apply. Not to be changed. */
  read(): Readonly<Record<string, Values>> {
    const stamp = stampOf(this.file);
    if (this.cached?.stamp !== stamp) this.cached = { stamp, things: this.parse(this.file) };
    return this.cached.things;
  }

  /** Makers of things that Terraform may not have taken note of, by key. */
  readUnconfirmed(): Readonly<Record<string, number>> {
    return this.parse(this.unconfirmedFile);
  }

  /**
   * Changes the things under a lock. Each file is replaced as a whole, so that a killed process leaves it as it was;
   * who makes a thing is written before the thing.
   */
  async change<T>(work: (change: CloudChange) => T): Promise<T> {
    await this.lock();
    try {
      const before = { things: this.text(this.file), unconfirmed: this.text(this.unconfirmedFile) };
      const change = { things: this.parse<Values>(this.file), unconfirmed: this.parse<number>(this.unconfirmedFile) };
      const result = work(change);
      this.replace(this.unconfirmedFile, before.unconfirmed, change.unconfirmed);
      this.replace(this.file, before.things, change.things);
      return result;
    } finally {
      rmSync(this.lockFile, { force: true });
    }
  }

  private get lockFile(): string {
    return `${this.file}.lock`;
  }

  private get unconfirmedFile(): string {
    return `${this.file}.unconfirmed`;
  }

  private text(file: string): string {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return "{}";
      throw error;
    }
  }

  private parse<T>(file: string): Record<string, T> {
    try {
      return JSON.parse(this.text(file)) as Record<string, T>;
    } catch (error) {
      throw new Error(`rehearsal: ${file} cannot be read; delete it to start over (${String(error)})`);
    }
  }

  private replace(file: string, before: string, content: object): void {
    const text = JSON.stringify(content, null, 1);
    if (text === before) return;
    const next = `${file}.${process.pid}.tmp`;
    writeFileSync(next, text);
    renameSync(next, file);
  }

  private async lock(): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!this.tryLock()) {
      if (Date.now() > end) throw new Error(`rehearsal: ${this.lockFile} is held by another process; delete it`);
      await pause(5);
    }
  }

  /** The lock appears together with its holder's process id, or not at all. */
  private tryLock(): boolean {
    const mine = `${this.lockFile}.${process.pid}`;
    writeFileSync(mine, String(process.pid));
    try {
      linkSync(mine, this.lockFile);
      return true;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      this.breakStaleLock();
      return false;
    } finally {
      rmSync(mine, { force: true });
    }
  }

  /** A process that was killed while it held the lock cannot give it back. One process at a time looks into that. */
  private breakStaleLock(): void {
    const guard = `${this.lockFile}.guard`;
    try {
      mkdirSync(guard);
    } catch {
      if (ageOf(guard) > STALE_MS) rmSync(guard, { recursive: true, force: true });
      return;
    }
    try {
      const holder = Number(readFileSync(this.lockFile, "utf8"));
      if (!isAlive(holder)) rmSync(this.lockFile, { force: true });
    } catch {
      // It was given back meanwhile: the next try will tell.
    } finally {
      rmdirSync(guard);
    }
  }
}

const ageOf = (path: string): number => {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
};

/** Changes whenever a file is replaced. */
const stampOf = (file: string): string => {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return "none";
  }
};
