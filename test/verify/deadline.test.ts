import { ApiFailure } from "../../verify/api-failure";
import { Deadline } from "../../verify/deadline";

const never = new Promise<never>(() => undefined);

test("work that is in time is given, and what it throws is told in our words", async () => {
  const deadline = new Deadline(1_000);
  expect(await deadline.bounded(Promise.resolve(1))).toBe(1);
  await expect(deadline.bounded(Promise.reject(new Error("canary")))).rejects.toThrow(
    new ApiFailure("connection", "the connection failed"),
  );
  const explain = () => new ApiFailure("credentials", "nobody");
  await expect(deadline.bounded(Promise.reject(new Error("canary")), explain)).rejects.toThrow("nobody");
});

test("work that is late is not waited for, nor is any that comes after", async () => {
  const deadline = new Deadline(30);
  const late = new ApiFailure("deadline", "no answer within 0.03 s");
  await expect(deadline.bounded(never)).rejects.toThrow(late);
  await expect(deadline.bounded(never)).rejects.toThrow(late);
  expect(deadline.signal.aborted).toBe(true);
});

test.each([
  [429, "0", true],
  [503, "0.01", true],
  [503, "3600", false],
  [429, "3600", false],
  [500, "0", false],
  [404, undefined, false],
])("a service that answers %i and Retry-After %s is asked again: %s", async (status, retryAfter, expected) => {
  expect(await new Deadline(1_000).waitsToAskAgain(status, retryAfter, 0)).toBe(expected);
});

test("Retry-After: 0 is no reason to ask without a pause", async () => {
  const started = Date.now();
  await new Deadline(1_000).waitsToAskAgain(429, "0", 0);
  expect(Date.now() - started).toBeGreaterThanOrEqual(15);
});
