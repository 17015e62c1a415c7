import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Values } from "./values";

const STALE_LOCK_MS = 10_000;
const PATIENCE_MS = 30_000;

/** The rehearsal's cloud: one JSON file that several provider processes write, one after the other. */
export class CloudStore {
  constructor(private readonly file: string) {}

  /** All things, by key; empty before the first apply. */
  read(): Record<string, Values> {
    try {
      return JSON.parse(readFileSync(this.file, "utf8")) as Record<string, Values>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      throw new Error(`rehearsal: ${this.file} cannot be read; delete it to start over (${String(error)})`);
    }
  }

  /** Changes the things under a lock. The file is replaced as a whole, so that a killed process leaves it as it was. */
  async change<T>(work: (things: Record<string, Values>) => T): Promise<T> {
    await this.lock();
    try {
      const things = this.read();
      const result = work(things);
      const next = `${this.file}.${process.pid}.tmp`;
      writeFileSync(next, JSON.stringify(things, null, 1));
      renameSync(next, this.file);
      return result;
    } finally {
      rmSync(this.lockFolder, { recursive: true, force: true });
    }
  }

  private get lockFolder(): string {
    return `${this.file}.lock`;
  }

  private async lock(): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!this.tryLock()) {
      if (Date.now() > end) throw new Error(`rehearsal: ${this.lockFolder} is held by another process; delete it`);
      await pause(5);
    }
  }

  private tryLock(): boolean {
    try {
      mkdirSync(this.lockFolder);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      this.breakStaleLock();
      return false;
    }
  }

  /** A process that was killed while it held the lock cannot give it back. */
  private breakStaleLock(): void {
    try {
      if (Date.now() - statSync(this.lockFolder).mtimeMs > STALE_LOCK_MS) rmSync(this.lockFolder, { recursive: true });
    } catch {
      // Somebody else broke it, or it was given back: the next try will tell.
    }
  }
}
