// Runs the Slack emulator: node emulator.mjs PORT SEED.json BASE_URL; says "ready" once it answers.
import fs from "node:fs";
import { createEmulator } from "emulate";

const [, , port, seed, baseUrl] = process.argv;
await createEmulator({
  service: "slack",
  port: Number(port),
  seed: JSON.parse(fs.readFileSync(seed, "utf8")),
  baseUrl,
});
console.log("ready");
