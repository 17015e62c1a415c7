// One project a lane; `test/run.cjs` runs them one after the other and adds up.
const lane = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.cache/", "<rootDir>/test/lanes/client/package.json"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  ...more,
});

module.exports = {
  projects: [
    lane("unit", [
      "test/!(lanes|verify|members|shells|templates)/**/!(*.property).test.ts",
      "test/members/*.test.ts",
      "test/*.test.ts",
    ]),
    // As pure as the lane above, asked of hundreds of inputs that nobody wrote by hand.
    lane("property", ["test/!(lanes|verify|members|shells|templates)/**/*.property.test.ts"]),
    // What asks live, asked of servers on loopback, and what runs in shells: waiting, sockets, processes, which the lane above is free of.
    lane("loopback", [
      "test/verify/**/*.test.ts",
      "test/members/loopback/**/*.test.ts",
      "test/shells/**/*.test.ts",
      "test/templates/**/*.test.ts",
    ]),
    lane("rehearsal", ["test/lanes/rehearsal/**/*.test.ts"]),
    lane("aws", ["test/lanes/aws/**/*.test.ts"]),
    lane("client", ["test/lanes/client/**/*.test.ts"]),
  ],
};
