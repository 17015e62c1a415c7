const { spawn } = require("node:child_process");

const GRACE_MS = 5_000;

/** Ends a process and all that it started. */
const end = (child, signal) => {
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
};

/** Runs a Node.js program to its end, at most `milliseconds`, in a process group of its own; nothing of it is left. */
const runBounded = (args, { cwd, env, milliseconds }) =>
  new Promise((resolve) => {
    const started = Date.now();
    let timedOut = false;
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      stdio: ["ignore", "inherit", "inherit"],
      detached: process.platform !== "win32",
    });
    const timers = [];
    const stop = () => {
      end(child, "SIGTERM");
      timers.push(setTimeout(() => end(child, "SIGKILL"), GRACE_MS));
    };
    const interrupted = () => {
      stop();
      process.exitCode = 130;
    };
    timers.push(
      setTimeout(() => {
        timedOut = true;
        stop();
      }, milliseconds),
    );
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, interrupted);
    const settle = (exitCode) => {
      for (const timer of timers) clearTimeout(timer);
      for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, interrupted);
      end(child, "SIGKILL");
      resolve({ exitCode, timedOut, seconds: (Date.now() - started) / 1000, interrupted: process.exitCode === 130 });
    };
    child.once("error", () => settle(127));
    child.once("exit", (code, signal) => settle(code ?? (signal === null ? 1 : 128)));
  });

module.exports = { runBounded };
